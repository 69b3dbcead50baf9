package io.ccgate.agents.text;

/** One string of a TOML file: basic ones have escapes, literal ones none. One use. */
final class TomlString {
    private final String text;
    private final int from;
    private final boolean basic;
    private final StringBuilder value = new StringBuilder();
    private int at;

    /** @param from after the opening quotes */
    TomlString(String text, int from, boolean basic) {
        this.text = text;
        this.from = from;
        this.at = from;
        this.basic = basic;
    }

    String oneLine(TomlScanner scanner) throws BrokenFile {
        char quote = basic ? '"' : '\'';
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            next(scanner);
        }
        if (at >= text.length() || text.charAt(at) != quote) {
            throw scanner.problemAt(from - 1, "this text is never closed", "close it with " + quote);
        }
        scanner.goOn(at + 1);
        return value.toString();
    }

    String multiLine(TomlScanner scanner) throws BrokenFile {
        String quotes = basic ? "\"\"\"" : "'''";
        skipFirstLineEnd();
        while (at < text.length() && !text.startsWith(quotes, at)) {
            next(scanner);
        }
        if (at >= text.length()) {
            throw scanner.problemAt(from - 3, "this text is never closed", "close it with " + quotes);
        }
        // Up to two quotes may stand before the three that close it.
        int extra = 0;
        while (extra < 2 && text.startsWith(quotes, at + 1)) {
            value.append(quotes.charAt(0));
            at++;
            extra++;
        }
        scanner.goOn(at + 3);
        return value.toString();
    }

    private void skipFirstLineEnd() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (text.startsWith("\n", at)) {
            at++;
        }
    }

    private void next(TomlScanner scanner) throws BrokenFile {
        char c = text.charAt(at);
        if (!basic || c != '\\') {
            value.append(c);
            at++;
            return;
        }
        char escaped = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        int start = at;
        at += 2;
        switch (escaped) {
            case 'b' -> value.append('\b');
            case 't' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'f' -> value.append('\f');
            case 'r' -> value.append('\r');
            case 'e' -> value.append('\u001b');
            case '"', '\\' -> value.append(escaped);
            case 'x' -> codePoint(scanner, start, 2);
            case 'u' -> codePoint(scanner, start, 4);
            case 'U' -> codePoint(scanner, start, 8);
            default -> lineContinuation(scanner, start, escaped);
        }
    }

    private void codePoint(TomlScanner scanner, int start, int digits) throws BrokenFile {
        try {
            value.appendCodePoint(Integer.parseInt(text.substring(at, Math.min(at + digits, text.length())), 16));
        } catch (IllegalArgumentException e) {
            throw scanner.problemAt(start, "no such character", "write " + digits + " hexadecimal digits");
        }
        at += digits;
    }

    private void lineContinuation(TomlScanner scanner, int start, char escaped) throws BrokenFile {
        if (escaped != ' ' && escaped != '\t' && escaped != '\n' && escaped != '\r') {
            throw scanner.problemAt(start, "unknown escape", "write a backslash as \\\\, or use 'single quotes'");
        }
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
