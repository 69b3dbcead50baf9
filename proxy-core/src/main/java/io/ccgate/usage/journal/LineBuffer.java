package io.ccgate.usage.journal;

import io.ccgate.usage.price.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Growing bytes with the few ways of writing JSON that a usage record needs. Not thread-safe. */
final class LineBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final int INITIAL = 4096;
    /** Longest text that a long, a time stamp or an amount becomes. */
    private static final int NUMBER_ROOM = 32;
    /** Most bytes that one char becomes: an escape of six. */
    private static final int CHAR_ROOM = 6;

    private static final int MICROS_PER_DOLLAR = 1_000_000;

    private byte[] bytes = new byte[INITIAL];
    private int length;

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    ByteBuffer from(int start) {
        return ByteBuffer.wrap(bytes, start, length - start);
    }

    /** Cuts back to an earlier length. */
    void truncate(int earlier) {
        length = earlier;
    }

    /** Empties it, and gives memory back that only a backlog needed. */
    void clear() {
        length = 0;
        if (bytes.length > INITIAL * 64) {
            bytes = new byte[INITIAL];
        }
    }

    LineBuffer raw(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    LineBuffer raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer bool(boolean value) {
        return raw(value ? TRUE : FALSE);
    }

    LineBuffer number(long value) {
        room(NUMBER_ROOM);
        if (value < 0) {
            return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        }
        digits(value, 1);
        return this;
    }

    /** Micro-dollars as dollars, without trailing zeros, as JavaScript writes them. */
    LineBuffer dollars(long micros) {
        if (micros < 0) {
            raw('-');
        }
        number(Math.abs(micros / MICROS_PER_DOLLAR));
        int fraction = (int) Math.abs(micros % MICROS_PER_DOLLAR);
        if (fraction > 0) {
            room(NUMBER_ROOM);
            bytes[length++] = '.';
            digits(fraction, 6);
            while (bytes[length - 1] == '0') {
                length--;
            }
        }
        return this;
    }

    LineBuffer dollarsOfPico(long pico) {
        return dollars(Money.micros(pico));
    }

    /** A quoted instant with milliseconds, as JavaScript's {@code toISOString} writes it. Years 0 to 9999. */
    LineBuffer instant(long epochMillis) {
        room(NUMBER_ROOM);
        long day = Math.floorDiv(epochMillis, 86_400_000L);
        int milli = (int) Math.floorMod(epochMillis, 86_400_000L);
        LocalDate date = LocalDate.ofEpochDay(day);
        bytes[length++] = '"';
        digits(date.getYear(), 4);
        bytes[length++] = '-';
        digits(date.getMonthValue(), 2);
        bytes[length++] = '-';
        digits(date.getDayOfMonth(), 2);
        bytes[length++] = 'T';
        digits(milli / 3_600_000, 2);
        bytes[length++] = ':';
        digits(milli / 60_000 % 60, 2);
        bytes[length++] = ':';
        digits(milli / 1000 % 60, 2);
        bytes[length++] = '.';
        digits(milli % 1000, 3);
        bytes[length++] = 'Z';
        bytes[length++] = '"';
        return this;
    }

    /** A quoted and escaped string in UTF-8; a half of a surrogate pair becomes U+FFFD. */
    LineBuffer string(String value) {
        room(value.length() * CHAR_ROOM + 2);
        byte[] out = bytes;
        int at = length;
        out[at++] = '"';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0x80) {
                if (c == '"' || c == '\\') {
                    out[at++] = '\\';
                }
                out[at++] = (byte) c;
            } else if (c < ' ') {
                at = control(out, at, c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                at = utf8(out, at, Character.toCodePoint(c, value.charAt(++i)));
            } else {
                at = utf8(out, at, Character.isSurrogate(c) ? 0xfffd : c);
            }
        }
        out[at++] = '"';
        length = at;
        return this;
    }

    /**
     * Adds to the number that ends every line.
     *
     * @param name the bytes in front of it; behind them only the number and the line's end follow
     */
    void renumber(byte[] name, long shift) {
        byte[] old = Arrays.copyOf(bytes, length);
        length = 0;
        int start = 0;
        for (int end = 0; end < old.length; end++) {
            if (old[end] == '\n') {
                int at = end - 2;
                long number = 0;
                for (long digit = 1; old[at] >= '0' && old[at] <= '9'; digit *= 10) {
                    number += digit * (old[at--] - '0');
                }
                int front = at + 1 - name.length;
                raw(Arrays.copyOfRange(old, start, front)).raw(name).number(number + shift);
                raw('}').raw('\n');
                start = end + 1;
            }
        }
    }

    private static int control(byte[] out, int from, char c) {
        int at = from;
        out[at++] = '\\';
        out[at++] = 'u';
        out[at++] = '0';
        out[at++] = '0';
        out[at++] = HEX[c >> 4];
        out[at++] = HEX[c & 0xf];
        return at;
    }

    private static int utf8(byte[] out, int from, int codePoint) {
        int at = from;
        if (codePoint < 0x800) {
            out[at++] = (byte) (0xc0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                out[at++] = (byte) (0xe0 | (codePoint >> 12));
            } else {
                out[at++] = (byte) (0xf0 | (codePoint >> 18));
                out[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
            }
            out[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        }
        out[at++] = (byte) (0x80 | (codePoint & 0x3f));
        return at;
    }

    private void digits(long value, int atLeast) {
        int count = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            count++;
        }
        count = Math.max(count, atLeast);
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
