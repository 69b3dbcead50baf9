package io.ccgate.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Two multiply-rotate lanes over the bytes given, eight at a time, in the manner of xxHash64's rounds. The result does
 * not depend on how the bytes are cut into calls.
 */
final class TextHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;

    private final int limit;
    private long high = P3;
    private long low = P4;
    private long pending;
    private int pendingBits;
    private int count;

    TextHash(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void update(byte[] bytes, int from, int to) {
        int end = from + Math.min(to - from, limit - count);
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long next = (long) LONG.get(bytes, i);
            if (pendingBits == 0) {
                mix(next);
            } else {
                mix(pending | next << pendingBits);
                pending = next >>> (Long.SIZE - pendingBits);
            }
        }
        for (; i < end; i++) {
            pending |= (bytes[i] & 0xFFL) << pendingBits;
            pendingBits += Byte.SIZE;
            if (pendingBits == Long.SIZE) {
                mix(pending);
                pending = 0;
                pendingBits = 0;
            }
        }
        count += end - from;
    }

    long high() {
        return finish(high ^ Long.rotateLeft(pending * P2, 31) ^ count);
    }

    long low() {
        return finish(low ^ Long.rotateLeft(pending * P3, 29) ^ count);
    }

    private void mix(long next) {
        high = Long.rotateLeft(high ^ next * P1, 31) * P2;
        low = Long.rotateLeft(low ^ next * P3, 27) * P4;
    }

    private static long finish(long hash) {
        long h = hash;
        h = (h ^ h >>> 33) * P2;
        h = (h ^ h >>> 29) * P3;
        return h ^ h >>> 32;
    }
}
