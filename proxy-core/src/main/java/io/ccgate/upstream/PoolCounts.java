package io.ccgate.upstream;

import java.util.concurrent.atomic.LongAdder;

/** How many connections to upstreams there are, over all event loops. Any thread. */
public final class PoolCounts {
    private final LongAdder open = new LongAdder();
    private final LongAdder idle = new LongAdder();
    private final LongAdder waiting = new LongAdder();

    void opened() {
        open.increment();
    }

    void closed() {
        open.decrement();
    }

    void idle(int change) {
        idle.add(change);
    }

    void waiting(int change) {
        waiting.add(change);
    }

    /** Connections that are up, idle ones included. */
    public long open() {
        return open.sum();
    }

    /** Connections that wait for a request. */
    public long idle() {
        return idle.sum();
    }

    /** Requests that wait for a connection to come up. */
    public long waiting() {
        return waiting.sum();
    }
}
