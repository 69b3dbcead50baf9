package io.ccgate.observe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Builds log lines as UTF-8 bytes in one array that is used again for every line. Not thread-safe: each log has one
 * writer thread, and the buffer is its own.
 */
final class LineBuffer {
    private static final int PICO_DIGITS = 12;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Timestamps timestamps = new Timestamps();
    private byte[] bytes;
    private int length;

    LineBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Appends text that is known to hold ASCII only, such as our own key names. */
    LineBuffer ascii(String text) {
        int count = text.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    LineBuffer ascii(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /**
     * Appends text of unknown origin. What could forge a line or a field (control characters, quotes, backslashes) is
     * escaped as in JSON, so one request stays one line whatever it sends.
     */
    LineBuffer escaped(String text) {
        return escaped(text, 0, text.length());
    }

    LineBuffer escaped(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                ascii('\\').ascii(c);
            } else if (c < ' ' || c == 0x7f || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                control(c);
            } else if (c < 0x80) {
                ascii(c);
            } else {
                i += utf8(text, i, end);
            }
        }
        return this;
    }

    /** Appends a JSON string. */
    LineBuffer quoted(String text) {
        return ascii('"').escaped(text).ascii('"');
    }

    LineBuffer number(long value) {
        if (value == Long.MIN_VALUE) {
            return ascii(Long.toString(value));
        }
        ensure(20);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int start = length;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        for (int i = start, j = length - 1; i < j; i++, j--) {
            byte swap = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swap;
        }
        return this;
    }

    /** Appends pico-dollars as dollars: exact, without trailing zeros. */
    LineBuffer dollars(long pico) {
        long rest = pico;
        if (rest < 0) {
            ascii('-');
            rest = -rest;
        }
        long unit = 1_000_000_000_000L;
        number(rest / unit);
        long fraction = rest % unit;
        if (fraction == 0) {
            return this;
        }
        ensure(1 + PICO_DIGITS);
        bytes[length++] = '.';
        for (int i = PICO_DIGITS - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        length += PICO_DIGITS;
        while (bytes[length - 1] == '0') {
            length--;
        }
        return this;
    }

    /** Appends an instant in UTC with milliseconds, as {@code 2026-01-31T12:00:00.000Z}. */
    LineBuffer time(Instant instant) {
        ensure(Timestamps.LENGTH);
        length += timestamps.write(instant.toEpochMilli(), bytes, length);
        return this;
    }

    private void control(char c) {
        switch (c) {
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            default -> {
                ascii("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    ascii((char) HEX[(c >> shift) & 0xf]);
                }
            }
        }
    }

    /** Appends one code point; returns how many further chars it took. A lone surrogate becomes {@code ?}. */
    private int utf8(String text, int index, int end) {
        char c = text.charAt(index);
        ensure(4);
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
            return 0;
        }
        if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
            return 0;
        }
        if (Character.isHighSurrogate(c) && index + 1 < end && Character.isLowSurrogate(text.charAt(index + 1))) {
            int point = Character.toCodePoint(c, text.charAt(index + 1));
            bytes[length++] = (byte) (0xf0 | (point >> 18));
            bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
            bytes[length++] = (byte) (0x80 | (point & 0x3f));
            return 1;
        }
        bytes[length++] = '?';
        return 0;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
