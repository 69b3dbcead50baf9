package io.ccgate.config.tree;

import java.util.Locale;

/** The words of JSON with comments, and complaints that name the usual slips. */
final class JsonScanner {
    private final Source source;
    private final String text;
    private int at;

    JsonScanner(Source source) {
        this.source = source;
        this.text = source.text();
        this.at = source.start();
    }

    int position() {
        return at;
    }

    void advance() {
        at++;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character, NUL at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean take(char expected) {
        if (atEnd() || text.charAt(at) != expected) {
            return false;
        }
        at++;
        return true;
    }

    void skipBlanks() throws SyntaxProblem {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else if (text.startsWith("//", at)) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw problem("this comment is never closed", "close it with */");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    String name(int objectStart) throws SyntaxProblem {
        failAtEnd(objectStart, '{', '}');
        if (peek() == '"') {
            return string();
        }
        if (peek() == ',') {
            throw problem("a comma with no value before it", "remove it");
        }
        throw problem("expected a key, found " + describe(), "write keys in double quotes: \"key\"");
    }

    String string() throws SyntaxProblem {
        int start = at++;
        int plain = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(plain, at++);
        }
        StringBuilder out = new StringBuilder(text.substring(plain, at));
        while (!take('"')) {
            if (atEnd() || peek() == '\n' || peek() == '\r') {
                throw new SyntaxProblem(start, "this text is never closed", "close it with \" on the same line");
            }
            char c = text.charAt(at);
            if (c < ' ') {
                throw problem("a control character inside a text", "write it as an escape, such as \\t");
            }
            at++;
            out.append(c == '\\' ? escape() : c);
        }
        return out.toString();
    }

    private char escape() throws SyntaxProblem {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default ->
                throw new SyntaxProblem(
                        at - 2,
                        "unknown escape \\" + (c < ' ' ? "" : c),
                        "write a backslash as \\\\, as in \"C:\\\\ccgate\"");
        };
    }

    private char unicode() throws SyntaxProblem {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = atEnd() ? -1 : Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                throw problem("\\u needs four hexadecimal digits", "write for example \\u00e9");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    String number() throws SyntaxProblem {
        int start = at;
        take('-');
        int digits = at;
        skipDigits();
        boolean good = at > digits && (text.charAt(digits) != '0' || at == digits + 1);
        if (good && take('.')) {
            good = skipDigits();
        }
        if (good && (peek() == 'e' || peek() == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            good = skipDigits();
        }
        if (!good || isWordPart(peek())) {
            String word = text.substring(start, wordEnd(at));
            throw new SyntaxProblem(
                    start,
                    "\"" + word + "\" is not a number",
                    "write a plain decimal number such as 30000 or 0.5; put texts such as \"30s\" in double quotes");
        }
        return text.substring(start, at);
    }

    private boolean skipDigits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > from;
    }

    /** Letters, digits and what people write where a value belongs. */
    String word() {
        int start = at;
        at = wordEnd(at);
        return text.substring(start, at);
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '+' || c == '-';
    }

    SyntaxProblem notAValue(int start, String word) {
        at = start;
        if (word.isEmpty()) {
            boolean quoted = peek() == '\'' || peek() == '\u201c' || peek() == '\u201d' || peek() == '`';
            return problem(
                    "expected a value, found " + describe(),
                    quoted ? "put texts in double quotes: \"…\"" : "write a text, number, true, false, object or list");
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String remedy = switch (lower) {
            case "true", "yes", "on" -> "write true";
            case "false", "no", "off" -> "write false";
            case "none", "nil", "undefined" -> "write null or leave the key out";
            default -> "put texts in double quotes: \"…\"";
        };
        return problem("\"" + word + "\" is not a value", remedy);
    }

    void failAtEnd(int opened, char open, char close) throws SyntaxProblem {
        if (atEnd()) {
            throw problem(
                    "the file ends inside the '" + open + "' of line " + source.line(opened) + ", column "
                            + source.column(opened),
                    "close it with '" + close + "'");
        }
    }

    SyntaxProblem problem(String problem, String remedy) {
        return new SyntaxProblem(at, problem, remedy);
    }

    /** Names the next character for a complaint. A text is not quoted: it may be a secret. */
    String describe() {
        if (atEnd()) {
            return "the end of the file";
        }
        char c = text.charAt(at);
        if (c == '"') {
            return "a text";
        }
        if (c < ' ' || c == '\uFEFF' || c == '\u00a0') {
            return String.format("the invisible character U+%04X", (int) c);
        }
        return "'" + Character.toString(text.codePointAt(at)) + "'";
    }
}
