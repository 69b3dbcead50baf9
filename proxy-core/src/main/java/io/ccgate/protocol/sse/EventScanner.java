package io.ccgate.protocol.sse;

import io.netty.buffer.ByteBuf;

/**
 * Finds where events end in a stream of server-sent events, whatever the cuts between buffers. Lines end in LF, CRLF or
 * CR and a byte order mark may lead the stream, by the HTML standard, section 9.2.6. It looks, by absolute index, and
 * keeps no reference. One scanner a stream; confined to one thread.
 */
public final class EventScanner {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LFS = '\n' * ONES;
    private static final long CRS = '\r' * ONES;

    private enum At {
        /** Before the first byte; up to three bytes of a byte order mark may come. */
        BEGIN,
        BORDER,
        LINE_START,
        IN_LINE
    }

    private At at = At.BEGIN;
    private boolean lastWasCr;
    private int markBytes;

    /**
     * Reads on until an event is complete.
     *
     * @return one past the blank line that ended an event; -1 when {@code [index, end)} was read to its end without.
     *     The LF of a CRLF that is cut apart belongs to what follows and makes no border of its own.
     */
    public int nextBorder(ByteBuf buffer, int index, int end) {
        int i = index;
        while (i < end) {
            if (at == At.IN_LINE) {
                i = lineEnd(buffer, i, end);
                if (i == end) {
                    return -1;
                }
            }
            byte b = buffer.getByte(i++);
            boolean secondHalf = b == '\n' && lastWasCr;
            lastWasCr = b == '\r';
            if (secondHalf) {
                continue;
            }
            if (b != '\n' && b != '\r') {
                at = at == At.BEGIN && isMark(b) ? At.BEGIN : At.IN_LINE;
            } else if (at == At.LINE_START) {
                at = At.BORDER;
                return withLf(buffer, i, end);
            } else if (at == At.IN_LINE) {
                at = At.LINE_START;
            }
        }
        return -1;
    }

    /** Whether the bytes so far end between two events (or before the first): other events may be put in here. */
    public boolean atBorder() {
        return at == At.BORDER || (at == At.BEGIN && markBytes == 0);
    }

    /** The LF right behind the CR that ended the blank line is part of that line. */
    private int withLf(ByteBuf buffer, int i, int end) {
        if (lastWasCr && i < end && buffer.getByte(i) == '\n') {
            lastWasCr = false;
            return i + 1;
        }
        return i;
    }

    private boolean isMark(byte b) {
        byte mark = (byte) (markBytes == 0 ? 0xEF : markBytes == 1 ? 0xBB : 0xBF);
        return b == mark && markBytes++ < 3;
    }

    private static int lineEnd(ByteBuf buffer, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = buffer.getLongLE(i);
            long hits = zeros(eight ^ LFS) | zeros(eight ^ CRS);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && buffer.getByte(i) != '\n' && buffer.getByte(i) != '\r') {
            i++;
        }
        return i;
    }

    private static long zeros(long eight) {
        return eight - ONES & ~eight & HIGHS;
    }
}
