package io.ccgate.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text into a JSON string and back. */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** The text as a JSON string, quotes included. */
    public static String quote(String text) {
        return quote(new StringBuilder(text.length() + 2), text).toString();
    }

    /** Appends the text as a JSON string, quotes included; returns {@code to}. */
    public static StringBuilder quote(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> to.append('\\').append(c);
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    // A lone surrogate has no UTF-8 form; escaped it survives.
                    if (c < 0x20 || c == 0x7F || isLoneSurrogate(text, i)) {
                        hex(to, c);
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        return to.append('"');
    }

    /**
     * Reads the inside of a JSON string, quotes left out.
     *
     * @return null when an escape is none that JSON knows
     */
    static @Nullable String unescape(byte[] bytes, int length) {
        String raw = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int next = raw.indexOf('\\');
        if (next < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        while (next >= 0) {
            text.append(raw, from, next);
            int kind = next + 1 < raw.length() ? raw.charAt(next + 1) : -1;
            from = next + 2;
            switch (kind) {
                case '"', '\\', '/' -> text.append((char) kind);
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    int unit = unit(raw, from);
                    if (unit < 0) {
                        return null;
                    }
                    text.append((char) unit);
                    from += 4;
                }
                default -> {
                    return null;
                }
            }
            next = raw.indexOf('\\', from);
        }
        return text.append(raw, from, raw.length()).toString();
    }

    private static int unit(String raw, int from) {
        if (from + 4 > raw.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            char c = raw.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void hex(StringBuilder to, char c) {
        to.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
