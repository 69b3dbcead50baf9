package io.ccgate.balance;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt's place at an upstream. Whoever took it ends it, on every path; ending it twice is harmless, only the
 * first outcome counts. Any thread.
 */
public final class Lease {
    private final Balancer balancer;
    private final Candidate candidate;
    private final long began;
    private final boolean trial;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(Balancer balancer, Candidate candidate, long began, boolean trial) {
        this.balancer = balancer;
        this.candidate = candidate;
        this.began = began;
        this.trial = trial;
    }

    public Candidate candidate() {
        return candidate;
    }

    /** Reading of the monotonic clock when the attempt began. */
    long began() {
        return began;
    }

    /** Whether this attempt alone proves an upstream that was out. */
    boolean trial() {
        return trial;
    }

    /**
     * The upstream sends a good answer: ends a row of failures now and binds the session, instead of only when a stream
     * of many minutes is over. Call it at the first content; {@link #end} is still due.
     */
    public void answered(Selection selection) {
        balancer.answered(this);
        balancer.succeeded(candidate, selection);
    }

    public void end(Outcome outcome) {
        if (ended.compareAndSet(false, true)) {
            balancer.ended(this, outcome);
        }
    }
}
