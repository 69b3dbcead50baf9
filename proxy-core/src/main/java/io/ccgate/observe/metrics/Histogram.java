package io.ccgate.observe.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How durations are spread. Recording takes constant time and makes no object. Any thread. */
final class Histogram {
    private final long[] bounds;
    private final AtomicLongArray counts;
    private final LongAdder micros = new LongAdder();

    /** @param bounds upper ends of the buckets in microseconds, ascending; behind the last one everything else is counted */
    Histogram(long[] bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(bounds.length + 1);
    }

    void record(long duration) {
        int bucket = 0;
        while (bucket < bounds.length && duration > bounds[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        micros.add(duration);
    }

    /** Upper ends of the buckets in seconds, the last one without end. */
    double[] upperSeconds() {
        double[] upper = new double[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            upper[i] = bounds[i] / 1e6;
        }
        upper[bounds.length] = Double.POSITIVE_INFINITY;
        return upper;
    }

    /** How many fell into each bucket, not cumulated. */
    long[] counts() {
        long[] all = new long[counts.length()];
        for (int i = 0; i < all.length; i++) {
            all[i] = counts.get(i);
        }
        return all;
    }

    double sumSeconds() {
        return micros.sum() / 1e6;
    }
}
