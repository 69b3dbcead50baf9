package io.ccgate.config.tree;

import java.util.List;
import java.util.Optional;

/** A value and where it stands. */
public sealed interface Node {

    Span span();

    /** Offsets into the source, the end exclusive. */
    record Span(int start, int end) {
        /** As equals, without the cost that a record's first equals has at start-up. */
        boolean is(Span other) {
            return start == other.start && end == other.end;
        }

        boolean contains(Span other) {
            return start <= other.start && other.end <= end;
        }
    }

    /** Members in the order of the file. */
    record ObjectNode(Span span, List<Member> members) implements Node {
        public Optional<Member> find(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return Optional.of(member);
                }
            }
            return Optional.empty();
        }
    }

    /** A key with its value. */
    record Member(String name, Span nameSpan, Node value) {
        /** From the key to the end of the value. */
        public Span span() {
            return new Span(
                    nameSpan.start(), Math.max(nameSpan.end(), value.span().end()));
        }
    }

    /** Items in order. */
    record ArrayNode(Span span, List<Node> items) implements Node {}

    /** @param referenced whether the value came from outside the file, so that it must not be shown */
    record TextNode(Span span, String value, boolean referenced) implements Node {
        public TextNode(Span span, String value) {
            this(span, value, false);
        }

        @Override
        public String toString() {
            return referenced ? "***" : '"' + value + '"';
        }
    }

    /** A number as it is written. */
    record NumberNode(Span span, String text) implements Node {}

    /** {@code true} or {@code false}. */
    record BooleanNode(Span span, boolean value) implements Node {}

    /** {@code null}: as if the key were absent. */
    record NullNode(Span span) implements Node {}

    /** A reference that led nowhere; the finding is already written, so readers pass over it in silence. */
    record UnresolvedNode(Span span) implements Node {}
}
