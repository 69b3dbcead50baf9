package io.ccgate.config.edit;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;

/** Lines and columns of a YAML text, and where values in it really end. */
final class YamlLines {
    private final String text;

    /** Whole lines, without the last line end. */
    record Slot(int start, int end) {}

    YamlLines(String text) {
        this.text = text;
    }

    int startOf(int offset) {
        return Layout.lineStart(text, offset);
    }

    /** The end of the line, its comment included, its line end not. */
    int endOf(int offset) {
        int end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** The offset after the line end at {@code end}. */
    int nextLine(int end) {
        int next = end;
        if (next < text.length() && text.charAt(next) == '\r') {
            next++;
        }
        return next < text.length() && text.charAt(next) == '\n' ? next + 1 : next;
    }

    /** How far the offset is from the start of its line. */
    int column(int offset) {
        return offset - startOf(offset);
    }

    /** How far the line of the offset is indented; a dash belongs to what follows it. */
    int indent(int offset) {
        int start = startOf(offset);
        int at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - start;
    }

    /** The first of the lines directly above that hold nothing but a comment, or {@code lineStart}. */
    int commentsAbove(int lineStart) {
        int first = lineStart;
        while (first > 0) {
            int above = startOf(previousLineEnd(first));
            if (!text.substring(above, first).strip().startsWith("#")) {
                return first;
            }
            first = above;
        }
        return first;
    }

    private int previousLineEnd(int lineStart) {
        int end = lineStart - 1;
        return end > 0 && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Where a value's last character stands; the composer counts blanks and comments behind it in. */
    int contentEnd(Node node) {
        int start = node.span().start();
        if (start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[')) {
            return node.span().end();
        }
        int end = start;
        if (node instanceof ObjectNode object) {
            for (Member member : object.members()) {
                end = Math.max(end, Math.max(member.nameSpan().end() + 1, contentEnd(member.value())));
            }
            return end;
        }
        if (node instanceof ArrayNode array) {
            for (Node item : array.items()) {
                end = Math.max(end, contentEnd(item));
            }
            return Math.max(end, start + 1);
        }
        end = node.span().end();
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
