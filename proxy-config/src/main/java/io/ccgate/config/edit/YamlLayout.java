package io.ccgate.config.edit;

import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How new values are written in YAML: a line for each, texts in double quotes, since a JSON scalar is a YAML scalar.
 *
 * @param newline line end of the file
 * @param step one step of indentation, in blanks
 */
record YamlLayout(String newline, int step) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    /** Words that YAML 1.1 takes for something else than a text. */
    private static final Set<String> TAKEN = Set.of("y", "n", "yes", "no", "true", "false", "on", "off", "null");

    static YamlLayout of(String text) {
        return new YamlLayout(text.contains("\r\n") ? "\r\n" : "\n", 2);
    }

    /** What stands behind a colon or a dash at this indentation. */
    String value(Node node, int indent, boolean afterDash) {
        if (isEmpty(node) || !(node instanceof ObjectNode || node instanceof ArrayNode)) {
            return " " + JsonText.of(node);
        }
        int inner = indent + step;
        return afterDash ? " ".repeat(step - 1) + block(node, inner).substring(inner) : newline + block(node, inner);
    }

    /** A member without the indentation of its first line. */
    String member(String name, Node value, int indent) {
        return name(name) + ":" + value(value, indent, false);
    }

    /** An item of a list, indented. */
    String item(Node value, int indent) {
        return " ".repeat(indent) + "-" + value(value, indent, true);
    }

    /** A value in lines of its own, each indented; no line end behind the last. */
    String block(Node node, int indent) {
        StringBuilder out = new StringBuilder();
        if (node instanceof ObjectNode object && !object.members().isEmpty()) {
            for (Member member : object.members()) {
                out.append(out.isEmpty() ? "" : newline)
                        .append(" ".repeat(indent))
                        .append(member(member.name(), member.value(), indent));
            }
        } else if (node instanceof ArrayNode array && !array.items().isEmpty()) {
            for (Node item : array.items()) {
                out.append(out.isEmpty() ? "" : newline).append(item(item, indent));
            }
        } else {
            out.append(" ".repeat(indent)).append(JsonText.of(node));
        }
        return out.toString();
    }

    private static String name(String name) {
        return PLAIN.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : Layout.name(name);
    }

    private static boolean isEmpty(Node node) {
        return (node instanceof ObjectNode object && object.members().isEmpty())
                || (node instanceof ArrayNode array && array.items().isEmpty());
    }
}
