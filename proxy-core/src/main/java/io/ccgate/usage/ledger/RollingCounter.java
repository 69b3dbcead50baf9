package io.ccgate.usage.ledger;

import java.util.Arrays;

/**
 * What was used in the last five hours. Amounts are kept by the minute, and only for minutes in which something was used; one
 * counts until five hours after its minute ended. Guarded by its {@link Account}.
 */
final class RollingCounter {
    private static final long MINUTES = 300;
    private static final long MILLIS_PER_MINUTE = 60_000;
    /** Older than this counts no more, whatever its minute. */
    static final long SPAN_MILLIS = (MINUTES + 1) * MILLIS_PER_MINUTE;

    private static final int FIELDS = 4;
    private static final int FIRST_ROWS = 8;

    private final Sum sum = new Sum();
    /** Rows of minute, micros, tokens, requests by ascending minute, from {@code from} to {@code to}. */
    private long[] rows = {};

    private int from;
    private int to;

    /** Forgets what is too old at {@code now}. */
    void roll(long now) {
        long oldest = Math.floorDiv(now, MILLIS_PER_MINUTE) - MINUTES;
        while (from < to && rows[from] < oldest) {
            sum.subtract(rows[from + 1], rows[from + 2], rows[from + 3]);
            from += FIELDS;
        }
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    /** Counts an amount of a moment that is not too old; usually the latest. */
    void add(long at, long micros, long tokens, long requests) {
        int row = row(Math.floorDiv(at, MILLIS_PER_MINUTE));
        rows[row + 1] += micros;
        rows[row + 2] += tokens;
        rows[row + 3] += requests;
        sum.add(micros, tokens, requests);
    }

    void add(RollingCounter other) {
        for (int row = other.from; row < other.to; row += FIELDS) {
            add(other.rows[row] * MILLIS_PER_MINUTE, other.rows[row + 1], other.rows[row + 2], other.rows[row + 3]);
        }
    }

    private int row(long minute) {
        int row = to;
        while (row > from && rows[row - FIELDS] >= minute) {
            row -= FIELDS;
        }
        if (row < to && rows[row] == minute) {
            return row;
        }
        return insert(row, minute);
    }

    private int insert(int at, long minute) {
        int row = at;
        if (to == rows.length) {
            row -= from;
            int used = to - from;
            long[] roomy = used < rows.length ? rows : new long[Math.max(FIRST_ROWS * FIELDS, rows.length * 2)];
            System.arraycopy(rows, from, roomy, 0, used);
            rows = roomy;
            from = 0;
            to = used;
        }
        System.arraycopy(rows, row, rows, row + FIELDS, to - row);
        to += FIELDS;
        Arrays.fill(rows, row + 1, row + FIELDS, 0);
        rows[row] = minute;
        return row;
    }

    /**
     * When at most {@code amount} will be left if nothing more is used.
     *
     * @return epoch milliseconds; {@link Long#MIN_VALUE} when that is so already
     */
    long fallsTo(LimitName.Unit unit, long amount) {
        long left = sum.of(unit);
        long at = Long.MIN_VALUE;
        for (int row = from; row < to && left > amount; row += FIELDS) {
            left -= rows[row + unit.column()];
            at = (rows[row] + MINUTES + 1) * MILLIS_PER_MINUTE;
        }
        return at;
    }

    Sum sum() {
        return sum;
    }
}
