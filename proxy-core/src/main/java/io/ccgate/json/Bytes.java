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

    /** First index in {@code [from, to)} of {@code a} or {@code b}; {@code to} when neither stands there. */
    public static int indexOfEither(byte[] bytes, int from, int to, byte a, byte b) {
        long as = ONES * (a & 0xff);
        long bs = ONES * (b & 0xff);
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long hit = zeroBytes(word ^ as) | zeroBytes(word ^ bs);
            if (hit != 0) {
                // The lowest marker is always a true one: borrows only run upwards.
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
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
        return indexOfEither(bytes, from, to, value, value);
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
