package io.ccgate.config.edit;

import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes one edit in a YAML text by replacing whole lines of block style, or one value; comments and everything else stay. What
 * cannot be edited so is refused: blocks of text, anchors and tags, and collections in braces that span lines. One use, one
 * edit.
 */
final class YamlSplicer {
    private static final String ADVICE = "; edit the YAML file by hand, or use JSON";

    private final String text;
    private final YamlLines lines;
    private final YamlLayout layout;

    YamlSplicer(String text) {
        this.text = text;
        this.lines = new YamlLines(text);
        this.layout = YamlLayout.of(text);
    }

    /** Replaces the value, or adds the key, with the objects above it that are missing. */
    String set(Node root, List<String> steps, Node value) throws EditRefused {
        Node node = root;
        for (int i = 0; i < steps.size(); i++) {
            Optional<Node> next = JsonSplicer.child(node, steps.get(i));
            if (next.isEmpty()) {
                if (!(node instanceof ObjectNode parent)) {
                    throw new EditRefused("there is no " + steps.get(i) + " to set; insert it");
                }
                return append(parent, steps.get(i), JsonSplicer.wrap(steps.subList(i + 1, steps.size()), value));
            }
            if (i == steps.size() - 1) {
                return replace(node, steps.get(i), next.get(), value);
            }
            node = next.get();
        }
        return layout.block(value, 0) + layout.newline();
    }

    private String replace(Node parent, String step, Node old, Node value) throws EditRefused {
        int start = old.span().start();
        boolean collection = isCollection(old);
        if (!collection && start < old.span().end()) {
            String raw = text.substring(start, old.span().end());
            if ("|>&!*".indexOf(raw.charAt(0)) >= 0 || raw.indexOf('\n') >= 0) {
                throw new EditRefused("blocks, anchors and tags cannot be replaced" + ADVICE);
            }
            if (!isCollection(value)) {
                return text.substring(0, start)
                        + JsonText.of(value)
                        + text.substring(old.span().end());
            }
        }
        // From behind the colon or the dash to the end of what stood there.
        int from = parent instanceof ObjectNode object
                ? colonAfter(object.find(step).orElseThrow())
                : dashBefore(old) + 1;
        int end = Math.max(from, lines.contentEnd(old));
        int indent = parent instanceof ObjectNode object
                ? lines.column(object.members().get(0).nameSpan().start())
                : lines.column(dashBefore(old));
        return text.substring(0, from) + layout.value(value, indent, parent instanceof ArrayNode) + text.substring(end);
    }

    private int colonAfter(Member member) {
        return text.indexOf(':', member.nameSpan().end()) + 1;
    }

    private String append(ObjectNode parent, String name, Node value) throws EditRefused {
        if (isFlow(parent) || parent.members().isEmpty()) {
            throw new EditRefused("nothing can be added to an object in braces" + ADVICE);
        }
        Member last = parent.members().get(parent.members().size() - 1);
        int indent = lines.column(parent.members().get(0).nameSpan().start());
        int end = Math.max(lines.contentEnd(last.value()), last.nameSpan().end() + 1);
        return insertLine(lines.endOf(end), " ".repeat(indent) + layout.member(name, value, indent));
    }

    String insert(Node parent, String step, Node value) throws EditRefused {
        if (!(parent instanceof ArrayNode array)) {
            throw new EditRefused("only a list takes inserted items");
        }
        int size = array.items().size();
        int index = step.equals("-") ? size : JsonSplicer.index(step, size + 1);
        if (size == 0) {
            // "[]" stands behind its key.
            int indent = lines.indent(array.span().start());
            return text.substring(0, blanksBefore(array.span().start()))
                    + layout.newline()
                    + layout.item(value, indent + layout.step())
                    + text.substring(array.span().end());
        }
        if (isFlow(array)) {
            throw new EditRefused("nothing can be added to a list in brackets" + ADVICE);
        }
        int indent = lines.column(dashBefore(array.items().get(0)));
        String item = layout.item(value, indent);
        if (index == size) {
            return insertLine(lines.endOf(lines.contentEnd(array.items().get(size - 1))), item);
        }
        int at = slot(array.items().get(index)).start();
        return text.substring(0, at) + item + layout.newline() + text.substring(at);
    }

    String remove(Node parent, String step) throws EditRefused {
        if (parent instanceof ObjectNode object) {
            return removeMember(object, step);
        }
        ArrayNode array = (ArrayNode) parent;
        int index = JsonSplicer.index(step, array.items().size());
        if (isFlow(array)) {
            throw new EditRefused("nothing can be taken out of a list in brackets" + ADVICE);
        }
        Node item = array.items().get(index);
        int from = lines.startOf(dashBefore(item));
        int to = lines.endOf(Math.max(lines.contentEnd(item), dashBefore(item) + 1));
        if (array.items().size() == 1) {
            return text.substring(0, from) + " ".repeat(lines.column(dashBefore(item))) + "[]" + text.substring(to);
        }
        return text.substring(0, from) + text.substring(lines.nextLine(to));
    }

    private String removeMember(ObjectNode object, String step) throws EditRefused {
        Member member = object.find(step).orElseThrow(() -> new EditRefused("there is no \"" + step + "\" there"));
        int name = member.nameSpan().start();
        if (isFlow(object) || object.members().size() == 1 || lines.column(name) != lines.indent(name)) {
            throw new EditRefused("this key cannot be taken out by itself" + ADVICE);
        }
        int to = lines.endOf(
                Math.max(lines.contentEnd(member.value()), member.nameSpan().end()));
        return text.substring(0, lines.startOf(name)) + text.substring(lines.nextLine(to));
    }

    /** Comments above an item move with it. */
    String move(Node parent, String step, int to) throws EditRefused {
        if (!(parent instanceof ArrayNode array) || isFlow(parent)) {
            throw new EditRefused("only items of a list in lines can be moved" + ADVICE);
        }
        int size = array.items().size();
        int from = JsonSplicer.index(step, size);
        JsonSplicer.index(Integer.toString(to), size);
        List<YamlLines.Slot> slots = new ArrayList<>();
        for (Node item : array.items()) {
            slots.add(slot(item));
        }
        List<YamlLines.Slot> order = new ArrayList<>(slots);
        order.add(to, order.remove(from));
        StringBuilder out = new StringBuilder(text.substring(0, slots.get(0).start()));
        for (int i = 0; i < size; i++) {
            out.append(text, order.get(i).start(), order.get(i).end());
            int next = i + 1 < size ? slots.get(i + 1).start() : text.length();
            out.append(text, slots.get(i).end(), next);
        }
        return out.toString();
    }

    /** The whole lines of an item, with the comments directly above it. */
    private YamlLines.Slot slot(Node item) throws EditRefused {
        int dash = dashBefore(item);
        return new YamlLines.Slot(
                lines.commentsAbove(lines.startOf(dash)), lines.endOf(Math.max(dash + 1, lines.contentEnd(item))));
    }

    private int dashBefore(Node item) throws EditRefused {
        int at = blanksBefore(item.span().start()) - 1;
        if (at < 0 || text.charAt(at) != '-' || lines.column(at) != lines.indent(at)) {
            throw new EditRefused("this list is laid out in a way that cannot be edited" + ADVICE);
        }
        return at;
    }

    private int blanksBefore(int offset) {
        int at = offset;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        return at;
    }

    private String insertLine(int lineEnd, String line) {
        return text.substring(0, lineEnd) + layout.newline() + line + text.substring(lineEnd);
    }

    private static boolean isCollection(Node node) {
        return node instanceof ObjectNode || node instanceof ArrayNode;
    }

    private boolean isFlow(Node node) {
        int start = node.span().start();
        return start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
    }
}
