package io.ccgate.translate.wire;

import java.nio.charset.StandardCharsets;

/** The content of JSON strings: from its escaped bytes to text. */
public final class JsonStrings {
    private JsonStrings() {}

    /** Decodes the escaped content of a JSON string (without its quotes). A broken escape is kept as it stands. */
    public static String decode(byte[] b, int from, int to) {
        int escape = indexOfEscape(b, from, to);
        if (escape < 0) {
            return new String(b, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        while (escape >= 0) {
            text.append(new String(b, plain, escape - plain, StandardCharsets.UTF_8));
            plain = appendEscape(text, b, escape, to);
            escape = indexOfEscape(b, plain, to);
        }
        return text.append(new String(b, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static int indexOfEscape(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '\\') {
                return i;
            }
        }
        return -1;
    }

    private static int appendEscape(StringBuilder text, byte[] b, int at, int to) {
        if (at + 1 >= to) {
            text.append('\\');
            return to;
        }
        char c = (char) b[at + 1];
        if (c == 'u' && at + 6 <= to) {
            int code = hex4(b, at + 2);
            if (code >= 0) {
                text.append((char) code);
                return at + 6;
            }
        }
        text.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    default -> c;
                });
        return at + 2;
    }

    static int hex4(byte[] b, int at) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(b[at + i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
