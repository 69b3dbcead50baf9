package io.ccgate.observe.requests;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The first bytes of something that passes, up to a cap; the rest is only counted. Confined to one thread at a time. */
final class CappedBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST = 1024;

    private final RecordingRoom room;
    private final int cap;
    private byte[] bytes = NOTHING;
    private int kept;
    private long seen;
    private boolean full;

    CappedBytes(RecordingRoom room, int cap) {
        this.room = room;
        this.cap = cap;
    }

    void add(ByteBuf from, int index, int length) {
        int more = takes(length);
        if (more > 0) {
            from.getBytes(index, bytes, kept, more);
            kept += more;
        }
    }

    void add(byte[] from) {
        int more = takes(from.length);
        if (more > 0) {
            System.arraycopy(from, 0, bytes, kept, more);
            kept += more;
        }
    }

    /** How many of the bytes to come are kept; there is room for them then. */
    private int takes(int length) {
        seen += length;
        int more = Math.min(length, cap - kept);
        if (full || more <= 0) {
            return 0;
        }
        if (!room.take(more)) {
            // A hole in the middle would be worse than an early end.
            full = true;
            return 0;
        }
        if (kept + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(cap, Math.max(FIRST, Math.max(bytes.length * 2, kept + more))));
        }
        return more;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, kept);
    }

    /** Bytes that passed. */
    long seen() {
        return seen;
    }

    boolean cut() {
        return seen > kept;
    }

    /** Begins anew. */
    void clear() {
        room.giveBack(kept);
        kept = 0;
        seen = 0;
        full = false;
    }

    void release() {
        room.giveBack(kept);
        bytes = NOTHING;
        kept = 0;
        full = true;
    }
}
