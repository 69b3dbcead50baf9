package io.ccgate.usage.ledger;

import io.ccgate.usage.ledger.LimitName.Span;
import io.ccgate.usage.ledger.LimitName.Unit;

/**
 * What one model, or several together, used in every span, and what their running requests hold. Whoever reads or changes the
 * amounts calls {@link #roll} first. Guarded by its {@link Account}.
 */
final class Counters {
    private static final Span[] CALENDAR = {Span.DAILY, Span.WEEKLY, Span.MONTHLY, Span.TOTAL};

    private final RollingCounter fiveHour = new RollingCounter();
    private final Sum[] sums = new Sum[CALENDAR.length];
    private final long[] starts = new long[CALENDAR.length];
    private final Sum held = new Sum();

    Counters(Calendar calendar) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Sum();
        }
        placed(calendar);
    }

    /** Begins anew what belongs to a span that ended. */
    void roll(Calendar calendar) {
        for (int i = 0; i < sums.length; i++) {
            long start = calendar.start(CALENDAR[i]);
            if (starts[i] != start) {
                starts[i] = start;
                sums[i].clear();
            }
        }
        fiveHour.roll(calendar.latest());
    }

    /** The calendar changed its zone: what was counted stays counted. */
    void placed(Calendar calendar) {
        for (int i = 0; i < starts.length; i++) {
            starts[i] = calendar.start(CALENDAR[i]);
        }
    }

    /** Day, week and month gain or lose what lies between their old beginnings and their new ones. */
    void shift(ZoneMove.Shift[] shifts) {
        for (int i = 0; i < shifts.length; i++) {
            ZoneMove.Shift shift = shifts[i];
            sums[i].add(shift.micros(), shift.tokens(), shift.requests());
        }
    }

    /** Counts what was used just now. */
    void add(Calendar calendar, long micros, long tokens, long requests) {
        for (Sum sum : sums) {
            sum.add(micros, tokens, requests);
        }
        fiveHour.add(calendar.latest(), micros, tokens, requests);
    }

    /** Counts what was used at some time of the past, in the spans it lies in. */
    void replay(Calendar calendar, long at, long micros, long tokens, long requests) {
        for (int i = 0; i < sums.length; i++) {
            if (at >= calendar.start(CALENDAR[i]) && at < calendar.end(CALENDAR[i])) {
                sums[i].add(micros, tokens, requests);
            }
        }
        long counted = Math.min(at, calendar.latest());
        if (calendar.latest() - counted < RollingCounter.SPAN_MILLIS) {
            fiveHour.add(counted, micros, tokens, requests);
            fiveHour.roll(calendar.latest());
        }
    }

    /** Adds all that others counted and hold. */
    void add(Counters other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i].add(other.sums[i]);
        }
        fiveHour.add(other.fiveHour);
        held.add(other.held);
    }

    void hold(Reservation reservation) {
        held.add(reservation.micros(), reservation.tokens(), 1);
    }

    void release(Reservation reservation) {
        held.subtract(reservation.micros(), reservation.tokens(), 1);
    }

    Sum held() {
        return held;
    }

    Sum used(Span span) {
        return span == Span.FIVE_HOUR ? fiveHour.sum() : sums[span.index()];
    }

    /** When at most {@code amount} will count as used, in epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long fallsTo(Calendar calendar, Span span, Unit unit, long amount) {
        return span == Span.FIVE_HOUR ? fiveHour.fallsTo(unit, amount) : calendar.end(span);
    }
}
