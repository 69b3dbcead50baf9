package io.ccgate.agents.text;

import io.ccgate.config.tree.Node.Span;

/** The lines of a TOML text. Taking out what was put in gives the text from before, to the byte. */
record TomlLines(String text) {

    /** Lines to take out: those of a table, which is parted from what stands above it by a blank one, or of a pair. */
    record Cut(int from, int to, boolean table) {}

    String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** The text of a table with its last line end. */
    String whole(TomlDocument.Table table) {
        String lines = text.substring(table.header().start(), afterLine(table.end()));
        return lines.endsWith("\n") ? lines : lines + newline();
    }

    String insertFirst(String line) {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        return text.substring(0, start) + line + newline() + text.substring(start);
    }

    /** @param offset within the line after which it goes; it gets that one's indentation */
    String insertAfter(int offset, String line) {
        int at = afterLine(offset);
        String indented = indentation(offset) + line;
        return text.startsWith("\n", at - 1)
                ? text.substring(0, at) + indented + newline() + text.substring(at)
                : text + newline() + indented;
    }

    String appendTable(String table) {
        if (text.isEmpty() || text.equals("\uFEFF")) {
            return text + table;
        }
        // A file whose last line has no end keeps it so.
        return text.endsWith("\n")
                ? text + newline() + table
                : text
                        + newline()
                        + newline()
                        + table.substring(0, table.length() - newline().length());
    }

    String without(Cut cut) {
        int from = lineStart(cut.from());
        int to = afterLine(cut.to());
        boolean open = to == text.length() && !text.endsWith("\n");
        String after = text.substring(to);
        int keep = from;
        if (cut.table() && isBlankLineBefore(from) && (after.isEmpty() || after.startsWith(newline()))) {
            keep = lineStart(from - 1);
        }
        if (open && keep > 0) {
            keep -= text.startsWith("\r\n", keep - 2) ? 2 : 1;
        }
        return text.substring(0, keep) + after;
    }

    /** Whether nothing follows on the line. */
    boolean isAlone(Span span) {
        return text.substring(span.end(), afterLine(span.end())).isBlank();
    }

    private boolean isBlankLineBefore(int from) {
        return from > 0 && text.substring(lineStart(from - 1), from).isBlank();
    }

    private String indentation(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    private int lineStart(int offset) {
        int newline = text.lastIndexOf('\n', offset - 1);
        return newline < 0 && text.startsWith("\uFEFF") ? Math.min(1, offset) : newline + 1;
    }

    private int afterLine(int offset) {
        int newline = text.indexOf('\n', offset);
        return newline < 0 ? text.length() : newline + 1;
    }
}
