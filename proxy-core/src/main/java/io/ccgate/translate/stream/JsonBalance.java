package io.ccgate.translate.stream;

/**
 * Watches fragments of a JSON text that are themselves escaped as string content, and knows when the text's outermost
 * object is closed. Keeps no text.
 */
final class JsonBalance {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean closed;

    boolean complete() {
        return closed;
    }

    void accept(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            byte c = b[i++];
            if (c == '\\' && i < to) {
                c = b[i++];
                if (c == 'u' && i + 4 <= to) {
                    c = ascii(b, i);
                    i += 4;
                } else if (c != '"' && c != '\\' && c != '/') {
                    c = ' ';
                }
            }
            character(c);
        }
    }

    /** A quote, backslash or bracket written as a four-digit escape; a space for every other character. */
    private static byte ascii(byte[] b, int at) {
        if (b[at] != '0' || b[at + 1] != '0') {
            return ' ';
        }
        int code = Character.digit(b[at + 2], 16) << 4 | Character.digit(b[at + 3], 16);
        return code > 0 && code < 0x80 ? (byte) code : (byte) ' ';
    }

    private void character(byte c) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = c == '\\';
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            closed = --depth <= 0;
        }
    }
}
