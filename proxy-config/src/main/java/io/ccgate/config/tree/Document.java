package io.ccgate.config.tree;

import io.ccgate.config.check.Place;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import io.ccgate.config.tree.Node.TextNode;
import org.jspecify.annotations.Nullable;

/** A parsed file. */
public record Document(Source source, Node root) {

    /** Where a value stands. */
    public Place placeOf(Node node) {
        return place(node.span(), literal(node));
    }

    /** Where a key stands; the pointer names its value. */
    public Place placeOfName(Member member) {
        return place(member.nameSpan(), literal(member.value()));
    }

    private Place place(Span span, boolean literal) {
        return new Place(
                source.file(), source.line(span.start()), source.column(span.start()), pointerTo(span), literal);
    }

    private static boolean literal(Node node) {
        return !(node instanceof TextNode text && text.referenced());
    }

    /** Walks down to what the span belongs to; a shared YAML node is named where it is anchored. */
    private String pointerTo(Span target) {
        StringBuilder pointer = new StringBuilder();
        @Nullable Node node = root;
        while (node != null && !node.span().is(target)) {
            node = step(node, target, pointer);
        }
        return pointer.toString();
    }

    private static @Nullable Node step(Node node, Span target, StringBuilder pointer) {
        if (node instanceof ObjectNode object) {
            for (Member member : object.members()) {
                boolean named = member.nameSpan().is(target);
                if (named || member.value().span().contains(target)) {
                    pointer.append('/').append(Pointer.escape(member.name()));
                    return named ? null : member.value();
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.items().size(); i++) {
                if (array.items().get(i).span().contains(target)) {
                    pointer.append('/').append(i);
                    return array.items().get(i);
                }
            }
        }
        return null;
    }
}
