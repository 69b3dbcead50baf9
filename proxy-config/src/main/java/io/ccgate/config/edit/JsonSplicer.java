package io.ccgate.config.edit;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes one edit in a JSON text by replacing as few characters as possible. One use, one edit. Where a key stands twice, the last one
 * counts, as it does for most readers.
 */
public final class JsonSplicer {
    private final String text;
    private final Trivia trivia;
    private final Layout layout;
    private final List<Splice> splices = new ArrayList<>();

    private record Splice(int from, int to, String with) {}

    /** The members or items of one object or list. */
    private record Parts(Span whole, List<Span> spans) {
        static Parts of(Node node) {
            List<Span> spans = new ArrayList<>();
            if (node instanceof ObjectNode object) {
                object.members().forEach(member -> spans.add(member.span()));
            } else if (node instanceof ArrayNode array) {
                array.items().forEach(item -> spans.add(item.span()));
            }
            return new Parts(node.span(), spans);
        }

        Span last() {
            return spans.get(spans.size() - 1);
        }
    }

    public JsonSplicer(String text) {
        this.text = text;
        this.trivia = new Trivia(text);
        this.layout = Layout.of(text);
    }

    /** @param steps of the pointer; {@code value} is the parsed JSON to put there */
    public String set(Node root, List<String> steps, Node value) throws EditRefused {
        Node node = root;
        for (int i = 0; i < steps.size(); i++) {
            Optional<Node> next = child(node, steps.get(i));
            if (next.isEmpty()) {
                if (!(node instanceof ObjectNode)) {
                    throw new EditRefused("there is no " + steps.get(i) + " to set; insert it");
                }
                append(node, Layout.name(steps.get(i)) + ": ", wrap(steps.subList(i + 1, steps.size()), value));
                return result();
            }
            node = next.get();
        }
        Span span = node.span();
        splice(span.start(), span.end(), layout.write(value, Layout.indentAt(text, span.start())));
        return result();
    }

    /** Removes a member or an item, with its line when it has one of its own. */
    public String remove(Node parent, String step) throws EditRefused {
        removePart(Parts.of(parent), position(parent, step));
        return result();
    }

    String insert(Node parent, String step, Node value) throws EditRefused {
        if (!(parent instanceof ArrayNode array)) {
            throw new EditRefused("only a list takes inserted items");
        }
        if (step.equals("-") || step.equals(Integer.toString(array.items().size()))) {
            append(parent, "", value);
        } else {
            int at = array.items().get(position(parent, step)).span().start();
            if (trivia.startsLine(at)) {
                String base = Layout.indentAt(text, at);
                splice(at, at, layout.write(value, base) + "," + layout.newline() + base);
            } else {
                splice(at, at, layout.write(value, Layout.indentAt(text, at)) + ", ");
            }
        }
        return result();
    }

    /** Comments above an item move with it. */
    String move(Node parent, String step, int to) throws EditRefused {
        if (!(parent instanceof ArrayNode array)) {
            throw new EditRefused("only items of a list can be moved");
        }
        int from = position(parent, step);
        int size = array.items().size();
        if (to < 0 || to >= size) {
            throw new EditRefused("there is no index " + to + " in a list of " + size);
        }
        List<Span> slots = slots(array);
        List<Span> order = new ArrayList<>(slots);
        order.add(to, order.remove(from));
        for (int i = 0; i < size; i++) {
            Span slot = slots.get(i);
            Span moved = order.get(i);
            if (!slot.equals(moved)) {
                splice(slot.start(), slot.end(), text.substring(moved.start(), moved.end()));
            }
        }
        return result();
    }

    private List<Span> slots(ArrayNode array) {
        List<Span> slots = new ArrayList<>();
        int free = array.span().start() + 1;
        for (Node item : array.items()) {
            // What stands on the line of the item before belongs to that one.
            int own = trivia.restOfLine(free);
            int start = trivia.firstComment(own, item.span().start());
            slots.add(new Span(start, item.span().end()));
            int comma = trivia.comma(item.span().end());
            free = comma < 0 ? item.span().end() : comma + 1;
        }
        return slots;
    }

    private void append(Node parent, String label, Node value) {
        Parts parts = Parts.of(parent);
        int close = parts.whole().end() - 1;
        String base = Layout.indentAt(text, parts.whole().start());
        String inner = base + layout.indent();
        if (parts.spans().isEmpty()) {
            int open = parts.whole().start() + 1;
            if (trivia.startsLine(close)) {
                int line = Layout.lineStart(text, close);
                splice(line, line, inner + label + layout.write(value, inner) + layout.newline());
            } else {
                String written = inner + label + layout.write(value, inner);
                splice(blanksBefore(close, open), close, layout.newline() + written + layout.newline() + base);
            }
            return;
        }
        Span last = parts.last();
        int comma = trivia.comma(last.end());
        boolean trailingComma = comma >= 0;
        int after = trailingComma ? comma + 1 : last.end();
        if (!trivia.startsLine(last.start())) {
            String written = label + layout.write(value, base);
            splice(after, after, trailingComma ? " " + written + (label.isEmpty() ? "" : ",") : ", " + written);
            return;
        }
        String own = Layout.indentAt(text, last.start());
        if (!trailingComma) {
            splice(after, after, ",");
        }
        int lineEnd = trivia.restOfLine(after);
        splice(
                lineEnd,
                lineEnd,
                layout.newline() + own + label + layout.write(value, own) + (trailingComma ? "," : ""));
    }

    private int blanksBefore(int at, int least) {
        int from = at;
        while (from > least && (text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '\t')) {
            from--;
        }
        return from;
    }

    private void removePart(Parts parts, int index) {
        Span span = parts.spans().get(index);
        int comma = trivia.comma(span.end());
        int end = comma >= 0 ? comma + 1 : span.end();
        if (comma < 0 && index > 0) {
            int before = trivia.comma(parts.spans().get(index - 1).end());
            splice(before, before + 1, "");
        }
        int lineEnd = trivia.restOfLine(end);
        boolean wholeLines =
                trivia.startsLine(span.start()) && trivia.hasLineEnd(lineEnd, Math.min(lineEnd + 1, text.length()));
        if (wholeLines) {
            splice(Layout.lineStart(text, span.start()), trivia.afterLineEnd(lineEnd), "");
        } else if (comma >= 0 && index + 1 < parts.spans().size()) {
            splice(span.start(), parts.spans().get(index + 1).start(), "");
        } else {
            int from = blanksBefore(
                    span.start(), index > 0 ? parts.spans().get(index - 1).end() : span.start());
            splice(from, end, "");
        }
    }

    private static int position(Node parent, String step) throws EditRefused {
        if (parent instanceof ObjectNode object) {
            List<Member> members = object.members();
            for (int i = members.size() - 1; i >= 0; i--) {
                if (members.get(i).name().equals(step)) {
                    return i;
                }
            }
        } else if (parent instanceof ArrayNode array) {
            for (int i = 0; i < array.items().size(); i++) {
                if (Integer.toString(i).equals(step)) {
                    return i;
                }
            }
        }
        throw new EditRefused("there is no \"" + step + "\" there");
    }

    /** The value under a key or an index. */
    public static Optional<Node> child(Node node, String step) {
        try {
            int position = position(node, step);
            return Optional.of(
                    node instanceof ObjectNode object
                            ? object.members().get(position).value()
                            : ((ArrayNode) node).items().get(position));
        } catch (EditRefused e) {
            return Optional.empty();
        }
    }

    /** A step of a pointer as an index below {@code end}. */
    static int index(String step, int end) throws EditRefused {
        for (int i = 0; i < end; i++) {
            if (Integer.toString(i).equals(step)) {
                return i;
            }
        }
        throw new EditRefused("there is no \"" + step + "\" in a list of " + end);
    }

    /** The value inside the objects that do not exist yet. */
    static Node wrap(List<String> steps, Node value) {
        Node node = value;
        Span nowhere = new Span(0, 0);
        for (int i = steps.size() - 1; i >= 0; i--) {
            node = new ObjectNode(nowhere, List.of(new Member(steps.get(i), nowhere, node)));
        }
        return node;
    }

    private void splice(int from, int to, String with) {
        splices.add(new Splice(from, to, with));
    }

    private String result() {
        StringBuilder out = new StringBuilder(text);
        List<Splice> backwards = new ArrayList<>(splices);
        // Among splices at one place the one made first stays first.
        Collections.reverse(backwards);
        backwards.sort(Comparator.comparingInt(Splice::from).reversed());
        for (Splice splice : backwards) {
            out.replace(splice.from(), splice.to(), splice.with());
        }
        return out.toString();
    }
}
