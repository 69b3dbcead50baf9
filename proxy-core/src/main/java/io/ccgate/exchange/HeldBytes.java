package io.ccgate.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The sum of all request bodies held at a time, over all connections, kept below a limit: a hundred uploads of 30 MB must not be the
 * end of the process. Any thread.
 */
public final class HeldBytes {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    /** @param limit bytes */
    public HeldBytes(long limit) {
        this.limit = limit;
    }

    /** Takes room for some bytes; false when there is none. */
    public boolean take(long bytes) {
        if (held.addAndGet(bytes) > limit) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Gives room back. */
    public void giveBack(long bytes) {
        if (bytes != 0) {
            held.addAndGet(-bytes);
        }
    }

    /** Bytes held now. */
    public long held() {
        return held.get();
    }
}
