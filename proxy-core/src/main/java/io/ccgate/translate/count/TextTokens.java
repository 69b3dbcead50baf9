package io.ccgate.translate.count;

/**
 * Tokens of a text as today's byte-pair encodings cut it, without their tables: words (a space belongs to the word after it),
 * groups of digits, marks, and one or more tokens for each character that is no ASCII.
 */
final class TextTokens {
    private static final int LETTERS_OF_A_COMMON_WORD = 7;
    private static final int LETTERS_PER_FURTHER_TOKEN = 4;
    private static final int DIGITS_PER_TOKEN = 3;
    private static final int MARKS_PER_TOKEN = 2;

    private enum Kind {
        LETTER,
        DIGIT,
        MARK,
        SPACE,
        OTHER
    }

    private TextTokens() {}

    static long of(String text) {
        long tokens = 0;
        int at = 0;
        while (at < text.length()) {
            Kind kind = kind(text.charAt(at));
            if (kind == Kind.OTHER) {
                int code = text.codePointAt(at);
                tokens += other(code);
                at += Character.charCount(code);
                continue;
            }
            int end = at + 1;
            while (end < text.length() && kind(text.charAt(end)) == kind && !newWord(text, end, kind)) {
                end++;
            }
            tokens += run(kind, end - at);
            at = end;
        }
        return tokens;
    }

    /** In camelCase a new word begins at the capital. */
    private static boolean newWord(String text, int at, Kind kind) {
        return kind == Kind.LETTER
                && Character.isUpperCase(text.charAt(at))
                && Character.isLowerCase(text.charAt(at - 1));
    }

    private static long run(Kind kind, int length) {
        return switch (kind) {
            case LETTER ->
                length <= LETTERS_OF_A_COMMON_WORD
                        ? 1
                        : 1 + ceil(length - LETTERS_OF_A_COMMON_WORD, LETTERS_PER_FURTHER_TOKEN);
            case DIGIT -> ceil(length, DIGITS_PER_TOKEN);
            case MARK -> ceil(length, MARKS_PER_TOKEN);
            case SPACE -> length == 1 ? 0 : 1;
            case OTHER -> length;
        };
    }

    private static long ceil(long value, long by) {
        return (value + by - 1) / by;
    }

    private static Kind kind(char c) {
        if (c >= 0x80) {
            return Kind.OTHER;
        }
        if (Character.isLetter(c)) {
            return Kind.LETTER;
        }
        if (Character.isDigit(c)) {
            return Kind.DIGIT;
        }
        // A line break is a token of its own; a blank is part of what follows.
        return c == ' ' ? Kind.SPACE : Kind.MARK;
    }

    /** Characters outside the basic plane (emoji, rare scripts) mostly need several tokens. */
    private static long other(int code) {
        return Character.isSupplementaryCodePoint(code) ? 3 : 1;
    }
}
