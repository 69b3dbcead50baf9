package io.ccgate.balance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where an upstream stands after its last results: a value, replaced whole, so that event loops need no lock. Times are
 * readings of the monotonic clock in nanoseconds and are compared by difference only.
 *
 * <p>Out of service ends in two steps. When the time is up the upstream is offered again, but to one request at a time
 * (the trial) until one is served; a failing trial puts it out again at once, because the row of failures never ended.
 *
 * @param failures in a row
 * @param out why it is out of service
 * @param outSince when it went out; without meaning while in service
 * @param outUntil when a trial may run; without meaning while in service
 * @param trial whether a trial is running
 */
record Standing(int failures, Out out, long outSince, long outUntil, boolean trial) {
    static final Standing GOOD = new Standing(0, Out.NO, 0, 0, false);

    /** How long a refused key rests at first. Short: a wrong key does not heal, but a provider's hiccup does. */
    static final Duration CREDENTIAL_REST = Duration.ofSeconds(30);

    /** Why an upstream is out of service. */
    enum Out {
        NO,
        /** Resting: its key was refused, or it asked to be left alone. */
        COOLING,
        /** Too many failures in a row. */
        BLACKLISTED
    }

    boolean isGood() {
        return failures == 0 && out == Out.NO;
    }

    boolean available(long now) {
        return out == Out.NO || (expired(now) && !trial);
    }

    /** Nanoseconds until it may be tried; zero or less when it may be now. */
    long remaining(long now) {
        return out == Out.NO ? 0 : outUntil - now;
    }

    private boolean expired(long now) {
        return outUntil - now <= 0;
    }

    /** Whether an attempt that starts now is the one that proves an upstream again. */
    boolean wantsTrial(long now) {
        return out != Out.NO && !trial && expired(now);
    }

    Standing withTrial(boolean running) {
        return trial == running ? this : new Standing(failures, out, outSince, outUntil, running);
    }

    /** An answer to an attempt that began before the upstream went out says nothing about now. */
    private boolean isStale(long began) {
        return out != Out.NO && began - outSince < 0;
    }

    /** The operator's word: the row ends, but what was decided by it stays. */
    Standing withoutFailures() {
        return out == Out.NO ? GOOD : new Standing(0, out, outSince, outUntil, trial);
    }

    Standing served(long began) {
        return isStale(began) ? this : GOOD;
    }

    Standing failed(
            FailureClass failure,
            @Nullable Duration retryAfter,
            long began,
            long now,
            int failureThreshold,
            Duration blacklistFor) {
        if (isStale(began)) {
            return this;
        }
        int row = failures == Integer.MAX_VALUE ? failures : failures + 1;
        Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
        if (row >= failureThreshold) {
            return new Standing(
                    row, Out.BLACKLISTED, now, now + longer(blacklistFor, asked).toNanos(), false);
        }
        Duration rest =
                failure == FailureClass.CREDENTIAL ? longer(shorter(CREDENTIAL_REST, blacklistFor), asked) : asked;
        return rest.isZero()
                ? new Standing(row, Out.NO, 0, 0, false)
                : new Standing(row, Out.COOLING, now, now + rest.toNanos(), false);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
