package io.ccgate.observe.requests;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How much memory recordings may hold at a time. When it is full bytes are left out and counted; nothing waits. Any thread. */
public final class RecordingRoom {
    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final LongAdder leftOut = new LongAdder();

    /** @param most bytes */
    public RecordingRoom(long most) {
        this.most = most;
    }

    /** Takes room for {@code bytes}; false when there is none. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        leftOut.add(bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Bytes held now. */
    public long held() {
        return held.get();
    }

    /** Bytes that were not kept for want of room. */
    public long leftOut() {
        return leftOut.sum();
    }
}
