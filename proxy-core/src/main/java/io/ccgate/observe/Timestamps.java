package io.ccgate.observe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Writes ISO-8601 instants in UTC with milliseconds. Lines come in the order of time, so the text of the current second
 * is kept and only the milliseconds are written anew. Not thread-safe.
 */
final class Timestamps {
    /** Bytes of one time stamp, {@code 2026-01-31T12:00:00.000Z}. */
    static final int LENGTH = 24;

    private static final int SECOND_LENGTH = 20;

    private final byte[] second = new byte[SECOND_LENGTH];
    private long cachedSecond = Long.MIN_VALUE;

    /** Writes {@link #LENGTH} bytes at {@code offset} and returns that length. Years 0 to 9999. */
    int write(long epochMillis, byte[] target, int offset) {
        long epochSecond = Math.floorDiv(epochMillis, 1000L);
        if (epochSecond != cachedSecond) {
            String text = Instant.ofEpochSecond(epochSecond)
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDateTime()
                    .toString();
            // LocalDateTime leaves out the seconds when they are zero.
            String whole = text.length() < 19 ? text + ":00." : text + ".";
            System.arraycopy(whole.getBytes(StandardCharsets.US_ASCII), 0, second, 0, SECOND_LENGTH);
            cachedSecond = epochSecond;
        }
        System.arraycopy(second, 0, target, offset, SECOND_LENGTH);
        int millis = Math.floorMod(epochMillis, 1000);
        target[offset + 20] = (byte) ('0' + millis / 100);
        target[offset + 21] = (byte) ('0' + millis / 10 % 10);
        target[offset + 22] = (byte) ('0' + millis % 10);
        target[offset + 23] = 'Z';
        return LENGTH;
    }
}
