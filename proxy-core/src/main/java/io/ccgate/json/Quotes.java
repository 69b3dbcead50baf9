package io.ccgate.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds what ends or interrupts a string, eight bytes a step. */
final class Quotes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTE = '"' * ONES;
    private static final long BACKSLASH = '\\' * ONES;

    private Quotes() {}

    /** Index of the first quote or backslash in {@code [from, to)}; {@code to} when there is none. */
    static int next(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONG.get(bytes, i);
            long hits = zeros(eight ^ QUOTE) | zeros(eight ^ BACKSLASH);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '"' || bytes[i] == '\\') {
                return i;
            }
        }
        return to;
    }

    /** The high bit of every zero byte; bytes above the lowest such one may be marked wrongly, the lowest never is. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight & HIGHS;
    }
}
