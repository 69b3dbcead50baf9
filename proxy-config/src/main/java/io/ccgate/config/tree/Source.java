package io.ccgate.config.tree;

/** The text of one file with its name; turns offsets into lines and columns, both from 1. Columns count code points. */
public final class Source {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final String text;

    /** @param file name shown to the user, relative to the configuration folder */
    public Source(String file, String text) {
        this.file = file;
        this.text = text;
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** Offset of the first character after a byte order mark. */
    public int start() {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    }

    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < offset && i < text.length(); i++) {
            if (endsLine(i)) {
                line++;
            }
        }
        return line;
    }

    public int column(int offset) {
        int end = Math.min(offset, text.length());
        int from = end;
        while (from > start() && !endsLine(from - 1)) {
            from--;
        }
        return text.codePointCount(from, Math.max(from, end)) + 1;
    }

    /** A line ends with LF, CRLF or a lone CR. */
    private boolean endsLine(int i) {
        char c = text.charAt(i);
        return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
    }
}
