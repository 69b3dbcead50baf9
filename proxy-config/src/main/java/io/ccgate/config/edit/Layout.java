package io.ccgate.config.edit;

import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a file is laid out, so that what is added looks as if its author had written it.
 *
 * @param newline line end of the file
 * @param indent one step of indentation
 */
record Layout(String newline, String indent) {
    private static final int SHORT = 72;

    /** The layout of a text; two blanks and LF where it says nothing. */
    static Layout of(String text) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            int end = at + 1;
            while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
                end++;
            }
            // Only a line that starts with a key tells; comments may be aligned to anything.
            if (end > at + 1 && end < text.length() && text.charAt(end) == '"') {
                return new Layout(newline, text.substring(at + 1, end));
            }
        }
        return new Layout(newline, "  ");
    }

    /** The indentation of the line an offset stands in. */
    static String indentAt(String text, int offset) {
        int start = lineStart(text, offset);
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    static int lineStart(String text, int offset) {
        int start = offset;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return start == 0 && !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : start;
    }

    /** A value as text: short and flat ones on one line, others a line for each part. */
    String write(Node node, String base) {
        if (node instanceof ObjectNode object && !object.members().isEmpty()) {
            List<String> parts = new ArrayList<>();
            for (Member member : object.members()) {
                parts.add(name(member.name()) + ": " + write(member.value(), base + indent));
            }
            return join(parts, "{", "}", base);
        }
        if (node instanceof ArrayNode array && !array.items().isEmpty()) {
            List<String> parts = new ArrayList<>();
            for (Node item : array.items()) {
                parts.add(write(item, base + indent));
            }
            return join(parts, "[", "]", base);
        }
        return JsonText.of(node);
    }

    private String join(List<String> parts, String open, String close, String base) {
        String line = String.join(", ", parts);
        if (line.length() + base.length() <= SHORT && line.indexOf('\n') < 0 && line.indexOf('{') < 0) {
            String pad = open.equals("{") ? " " : "";
            return open + pad + line + pad + close;
        }
        String inner = newline + base + indent;
        return open + inner + String.join("," + inner, parts) + newline + base + close;
    }

    static String name(String name) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(name, out);
        return out.toString();
    }
}
