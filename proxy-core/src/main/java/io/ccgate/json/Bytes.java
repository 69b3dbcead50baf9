package io.ccgate.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in byte arrays, eight bytes at a step: what ends a string of JSON or a line of a stream is found with it. */
public final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Bytes() {}

    /**
     * First index in {@code [from, to)} of a quote that no backslash escapes; {@code to} when there is none. What stands at
     * {@code from} is taken as not escaped.
     */
    public static int closingQuote(byte[] bytes, int from, int to) {
        for (int at = indexOf(bytes, from, to, (byte) '"'); at < to; at = indexOf(bytes, at + 1, to, (byte) '"')) {
            if (!escaped(bytes, from, at)) {
                return at;
            }
        }
        return to;
    }

    /** Whether an odd number of backslashes stands between {@code from} and {@code at}, right before {@code at}. */
    public static boolean escaped(byte[] bytes, int from, int at) {
        int slash = at;
        while (slash > from && bytes[slash - 1] == '\\') {
            slash--;
        }
        return (at - slash & 1) != 0;
    }

    /** First index in {@code [from, to)} of {@code a} or {@code b}; {@code to} when neither stands there. */
    public static int indexOfEither(byte[] bytes, int from, int to, byte a, byte b) {
        long as = ONES * (a & 0xff);
        long bs = ONES * (b & 0xff);
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long hit = zeroBytes(word ^ as) | zeroBytes(word ^ bs);
            if (hit != 0) {
                return i + index(hit);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == a || bytes[i] == b) {
                return i;
            }
        }
        return to;
    }

    /** First index in {@code [from, to)} of {@code value}; {@code to} when it does not stand there. */
    public static int indexOf(byte[] bytes, int from, int to, byte value) {
        long values = ONES * (value & 0xff);
        int i = from;
        for (; i <= to - 2 * Long.BYTES; i += 2 * Long.BYTES) {
            long first = zeroBytes((long) LONG.get(bytes, i) ^ values);
            long second = zeroBytes((long) LONG.get(bytes, i + Long.BYTES) ^ values);
            if ((first | second) != 0) {
                return first != 0 ? i + index(first) : i + Long.BYTES + index(second);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == value) {
                return i;
            }
        }
        return to;
    }

    /** Marks the zero bytes; the lowest mark is always a true one, for borrows only run upwards. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private static int index(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
