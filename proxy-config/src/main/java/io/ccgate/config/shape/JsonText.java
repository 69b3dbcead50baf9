package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.BooleanNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.TextNode;

/** Writes nodes and texts as compact JSON. */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** A node as compact JSON. */
    public static String of(Node node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(Node node, StringBuilder out) {
        if (node instanceof ObjectNode object) {
            out.append('{');
            String comma = "";
            for (Member member : object.members()) {
                out.append(comma);
                quote(member.name(), out);
                out.append(':');
                write(member.value(), out);
                comma = ",";
            }
            out.append('}');
        } else if (node instanceof ArrayNode array) {
            out.append('[');
            String comma = "";
            for (Node item : array.items()) {
                out.append(comma);
                write(item, out);
                comma = ",";
            }
            out.append(']');
        } else if (node instanceof TextNode text) {
            quote(text.value(), out);
        } else if (node instanceof NumberNode number) {
            out.append(number.text());
        } else if (node instanceof BooleanNode bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    /** A text in double quotes, escaped as RFC 8259 asks. */
    public static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
