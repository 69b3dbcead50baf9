package io.ccgate.bench;

/** Counts of latencies, one bucket a microsecond up to 200 ms; longer ones share the last. One thread. */
final class Latencies {
    private final long[] buckets = new long[200_001];
    private long count;

    void add(long nanos) {
        buckets[(int) Math.max(0, Math.min(buckets.length - 1, nanos / 1000))]++;
        count++;
    }

    /** Microseconds that this share of all did not exceed. */
    int quantile(double share) {
        long left = Math.max(1, Math.round(count * share));
        int at = 0;
        while (at < buckets.length - 1 && (left -= buckets[at]) > 0) {
            at++;
        }
        return at;
    }
}
