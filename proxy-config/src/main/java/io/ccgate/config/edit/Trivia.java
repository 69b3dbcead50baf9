package io.ccgate.config.edit;

/** What stands between values: blanks, comments and commas. */
final class Trivia {
    private final String text;

    Trivia(String text) {
        this.text = text;
    }

    /** The first offset from {@code at} on that is neither blank nor comment. */
    int skip(int at) {
        int next = at;
        while (next < text.length()) {
            int end = commentEnd(next);
            if (end > next) {
                next = end;
            } else if (isBlank(text.charAt(next))) {
                next++;
            } else {
                break;
            }
        }
        return next;
    }

    /** The offset of the comma that follows, or -1. */
    int comma(int at) {
        int next = skip(at);
        return next < text.length() && text.charAt(next) == ',' ? next : -1;
    }

    /** The end of the line when only blanks and comments are left on it, else {@code at}. */
    int restOfLine(int at) {
        int next = at;
        while (next < text.length() && !isLineEnd(text.charAt(next))) {
            int end = commentEnd(next);
            if (end > next) {
                if (hasLineEnd(next, end)) {
                    return at;
                }
                next = end;
            } else if (isBlank(text.charAt(next))) {
                next++;
            } else {
                return at;
            }
        }
        return next;
    }

    /** The offset after a line end at {@code at}. */
    int afterLineEnd(int at) {
        if (at < text.length() && text.charAt(at) == '\r') {
            return at + 1 < text.length() && text.charAt(at + 1) == '\n' ? at + 2 : at + 1;
        }
        return at < text.length() && text.charAt(at) == '\n' ? at + 1 : at;
    }

    /** The first comment between two offsets, or {@code to}. */
    int firstComment(int from, int to) {
        int next = from;
        while (next < to && commentEnd(next) == next) {
            next++;
        }
        return next;
    }

    boolean hasLineEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            if (isLineEnd(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether only blanks stand before the offset on its line. */
    boolean startsLine(int offset) {
        for (int i = Layout.lineStart(text, offset); i < offset; i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The end of the comment that starts here, its line end left out; {@code at} when none does. */
    private int commentEnd(int at) {
        if (text.startsWith("//", at)) {
            int end = at;
            while (end < text.length() && !isLineEnd(text.charAt(end))) {
                end++;
            }
            return end;
        }
        return text.startsWith("/*", at) ? text.indexOf("*/", at + 2) + 2 : at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || isLineEnd(c);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
