package io.ccgate.balance;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Live counters of one upstream, shared by all event loops. They survive a reload as long as the upstream's id does. */
public final class UpstreamState {
    private static final AtomicReferenceFieldUpdater<UpstreamState, Standing> STANDING =
            AtomicReferenceFieldUpdater.newUpdater(UpstreamState.class, Standing.class, "standing");

    private final String id;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Standing standing = Standing.GOOD;
    private final Cooling cooling = new Cooling();
    private final AtomicBoolean probeFailed = new AtomicBoolean();
    private volatile boolean retired;

    UpstreamState(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Requests running at this upstream now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Failures in a row, up to the last result. */
    public int consecutiveFailures() {
        return standing.failures();
    }

    Standing standing() {
        return standing;
    }

    /** @return false when it changed meanwhile */
    boolean replace(Standing expected, Standing next) {
        return STANDING.compareAndSet(this, expected, next);
    }

    Cooling cooling() {
        return cooling;
    }

    /** @param limit most requests at a time; 0 means any number */
    boolean enter(int limit) {
        if (limit <= 0) {
            inFlight.incrementAndGet();
            return true;
        }
        int running;
        do {
            running = inFlight.get();
            if (running >= limit) {
                return false;
            }
        } while (!inFlight.compareAndSet(running, running + 1));
        return true;
    }

    int leave() {
        return inFlight.decrementAndGet();
    }

    boolean hasRoom(int limit) {
        return limit <= 0 || inFlight.get() < limit;
    }

    /** Whether the last active health check failed. */
    boolean probeFailed() {
        return probeFailed.get();
    }

    /** @return whether that is news */
    boolean setProbeFailed(boolean failed) {
        return probeFailed.getAndSet(failed) != failed;
    }

    /** No configuration in force knows this upstream; it is forgotten once idle. */
    boolean retired() {
        return retired;
    }

    void setRetired(boolean gone) {
        retired = gone;
    }
}
