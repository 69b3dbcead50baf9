package io.ccgate.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of the token that runs, as far as somebody wants it. */
final class TokenText {
    /** Bytes kept; nothing we look for is longer. */
    private static final int LIMIT = 4096;

    private byte[] bytes = new byte[128];
    private int length;
    private boolean wanted;
    private boolean escaped;

    /** A token begins. */
    void begin(boolean keep) {
        wanted = keep;
        length = 0;
        escaped = false;
    }

    /** Whether this token's text is kept. */
    boolean isWanted() {
        return wanted;
    }

    /** More of it. */
    void add(byte[] from, int start, int end) {
        if (!wanted) {
            return;
        }
        int more = Math.min(end - start, LIMIT + 1 - length);
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
        System.arraycopy(from, start, bytes, length, more);
        length += more;
        escaped |= Bytes.indexOf(from, start, start + more, (byte) '\\') < start + more;
    }

    boolean is(byte[] word) {
        if (!escaped) {
            return length == word.length && Arrays.equals(bytes, 0, length, word, 0, word.length);
        }
        return string().equals(new String(word, StandardCharsets.US_ASCII));
    }

    /** Whether it is too long to be kept whole, or holds an escape JSON does not know. */
    boolean isUnreadable() {
        return length > LIMIT || JsonText.unescape(bytes, length) == null;
    }

    /** Escapes resolved; empty when it {@link #isUnreadable}. */
    String string() {
        String string = length > LIMIT ? null : JsonText.unescape(bytes, length);
        return string == null ? "" : string;
    }

    /** Its value as a whole number of at most 18 digits; -1 when it is none. */
    long wholeNumber() {
        if (length == 0 || length > 18) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
