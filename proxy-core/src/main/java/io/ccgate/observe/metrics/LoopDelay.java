package io.ccgate.observe.metrics;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How late the event loops are: a task on each of them every second notes by how much it missed its time. What blocks a loop shows here
 * before any user feels it.
 */
public final class LoopDelay {
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final AtomicLong worst = new AtomicLong();

    public LoopDelay(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Ends with the loops. */
    public void watch(EventExecutorGroup loops) {
        for (EventExecutor loop : loops) {
            next(loop);
        }
    }

    private void next(EventExecutor loop) {
        if (loop.isShuttingDown()) {
            return;
        }
        long due = nanoTime.getAsLong() + PERIOD;
        loop.schedule(
                () -> {
                    long late = nanoTime.getAsLong() - due;
                    worst.accumulateAndGet(late, Math::max);
                    next(loop);
                },
                PERIOD,
                TimeUnit.NANOSECONDS);
    }

    /** The worst delay since the last call, in nanoseconds. */
    public long takeWorst() {
        return Math.max(0, worst.getAndSet(0));
    }
}
