package io.ccgate.usage.ledger;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What changes in a tenant's windows when they begin elsewhere, because the tenant has another time zone. The past that lies between
 * the old beginnings and the new ones is counted into it with {@link #count}, then {@link Ledger#apply} takes it over. What is used
 * meanwhile lies behind all of these and changes nothing here. For one thread.
 */
public final class ZoneMove {
    private final ZoneId zone;
    private final long[] before;
    private final long[] after;
    private final Map<String, Shift[]> shifts = new HashMap<>();

    /** What a window gains, or loses where negative. */
    record Shift(long micros, long tokens, long requests) {
        static final Shift NONE = new Shift(0, 0, 0);

        Shift plus(int sign, long moreMicros, long moreTokens, long moreRequests) {
            return new Shift(micros + sign * moreMicros, tokens + sign * moreTokens, requests + sign * moreRequests);
        }
    }

    ZoneMove(ZoneId zone, long[] before, long[] after) {
        this.zone = zone;
        this.before = before;
        this.after = after;
    }

    ZoneId zone() {
        return zone;
    }

    /** Whether another move begins and ends where this one does. */
    boolean isLike(ZoneMove other) {
        return zone.equals(other.zone) && Arrays.equals(before, other.before) && Arrays.equals(after, other.after);
    }

    Map<String, Shift[]> shifts() {
        return shifts;
    }

    /** The earliest moment that counts, in epoch milliseconds. */
    public long from() {
        long from = Long.MAX_VALUE;
        for (int i = 0; i < before.length; i++) {
            from = Math.min(from, Math.min(before[i], after[i]));
        }
        return from;
    }

    /** The first moment that does not count any more, in epoch milliseconds. */
    public long until() {
        long until = Long.MIN_VALUE;
        for (int i = 0; i < before.length; i++) {
            until = Math.max(until, Math.max(before[i], after[i]));
        }
        return until;
    }

    /** Whether a window begins within a span, but not with it. */
    public boolean cuts(long start, long end) {
        for (int i = 0; i < before.length; i++) {
            if ((before[i] > start && before[i] < end) || (after[i] > start && after[i] < end)) {
                return true;
            }
        }
        return false;
    }

    /** Counts what was used at a moment, where it belongs; nowhere if the moment is between no two beginnings. */
    public void count(long at, String model, long micros, long tokens, long requests) {
        for (int i = 0; i < before.length; i++) {
            boolean gained = at >= after[i] && at < before[i];
            boolean lost = at >= before[i] && at < after[i];
            if (gained || lost) {
                Shift[] shift = shifts.computeIfAbsent(model, unused -> none(before.length));
                shift[i] = shift[i].plus(gained ? 1 : -1, micros, tokens, requests);
            }
        }
    }

    private static Shift[] none(int length) {
        Shift[] shift = new Shift[length];
        Arrays.fill(shift, Shift.NONE);
        return shift;
    }
}
