package io.ccgate.policy;

import java.time.Duration;

/**
 * A token bucket that holds a minute's worth and fills evenly: a burst is served, a steady rate is kept. What is taken beyond its
 * content must fill up again first. Guarded by its {@link Lane}.
 */
final class Bucket {
    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private long perMinute;
    private double content;
    private long filledAt;

    /** @param rate a minute; 0 for no limit. One that changes keeps the share that was left. */
    void fill(long rate, long now) {
        if (rate != perMinute) {
            content = perMinute == 0 ? rate : content / perMinute * rate;
            perMinute = rate;
            filledAt = now;
        }
        content = Math.min((double) perMinute, content + (now - filledAt) / NANOS_PER_MINUTE * perMinute);
        filledAt = now;
    }

    boolean limits() {
        return perMinute > 0;
    }

    long perMinute() {
        return perMinute;
    }

    void take(long amount) {
        content -= amount;
    }

    /** Whole pieces that may be taken now. */
    long remaining() {
        return Math.max(0, (long) content);
    }

    /** Whole seconds until it holds {@code amount}; 0 when it does, else at least 1. */
    long secondsUntil(long amount) {
        double nanos = Math.max(0, amount - content) / perMinute * NANOS_PER_MINUTE;
        return (long) Math.ceil(nanos / NANOS_PER_SECOND);
    }
}
