package io.ccgate.usage.ledger;

/** Rings once per window for each threshold of a limit that is passed. */
final class Alarm {
    private final int[] thresholds;
    private final long limit;
    private int next;
    private long window;

    /**
     * @param thresholds percent, ascending
     * @param used what is used already; thresholds below it were told of before
     * @param window see {@link #rings}
     */
    Alarm(int[] thresholds, long limit, long used, long window) {
        this.thresholds = thresholds;
        this.limit = limit;
        this.window = window;
        pass(used);
    }

    /**
     * @param current tells one window from another
     * @return the highest threshold passed since the last call; -1 when none was
     */
    int rings(long used, long current) {
        if (current != window) {
            window = current;
            next = 0;
        }
        int before = next;
        pass(used);
        return next > before ? thresholds[next - 1] : -1;
    }

    private void pass(long used) {
        while (next < thresholds.length && reached(used, thresholds[next])) {
            next++;
        }
    }

    /** Whether {@code used} is at least that many percent of the limit, without overflow. */
    private boolean reached(long used, int percent) {
        return limit > 0 && used >= limit / 100 * percent + (limit % 100 * percent + 99) / 100;
    }
}
