package io.ccgate.usage.ledger;

import io.ccgate.usage.ledger.LimitName.Span;
import io.ccgate.usage.ledger.LimitName.Unit;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One limit and the counters it bounds. Guarded by its {@link Account}. */
final class Bound {
    private final LimitName name;
    private final Span span;
    private final Unit unit;
    private final long limit;
    private final Counters counters;
    private final Calendar calendar;
    private final Alarm alarm;

    Bound(LimitName name, long limit, Counters counters, Calendar calendar, int[] thresholds) {
        this.name = name;
        this.span = name.span();
        this.unit = name.unit();
        this.limit = limit;
        this.counters = counters;
        this.calendar = calendar;
        this.alarm = new Alarm(thresholds, limit, used(), since());
    }

    /**
     * Whether a request may begin. Beside running ones its estimate must fit into what is left; alone it may begin when it
     * likely fits, because estimates are high and must not shut the owner of a small budget out.
     */
    boolean admits(Estimate estimate) {
        Sum held = counters.held();
        long left = limit - used();
        return fits(estimate.most(unit), left - held.of(unit))
                || (held.requests() == 0 && fits(estimate.likely(unit), left));
    }

    boolean endless() {
        return span == Span.TOTAL;
    }

    /** A limit that is reached admits nothing, not even what costs nothing. */
    private static boolean fits(long amount, long left) {
        return left > 0 && amount <= left;
    }

    /** Why {@link #admits} said no. */
    Admission.Refused refusal(Estimate estimate) {
        long used = used();
        long likely = estimate.likely(unit);
        Sum held = counters.held();
        boolean temporary = held.requests() > 0 && fits(likely, limit - used);
        long room = limit - Math.max(1, Math.min(likely, limit));
        Optional<Instant> reset = instant(counters.fallsTo(calendar, span, unit, room));
        return new Admission.Refused(name, used, held.of(unit), limit, likely, temporary, reset);
    }

    LimitState state() {
        long used = used();
        boolean full = used >= limit;
        long fallsAt = counters.fallsTo(calendar, span, unit, full ? limit - 1 : used - 1);
        return new LimitState(name, used, counters.held().of(unit), limit, instant(fallsAt));
    }

    /** The highest threshold that was passed just now and not told of yet in this window; null when none was. */
    @Nullable
    LimitWarning warning(String tenant, String tenantName) {
        int percent = alarm.rings(used(), since());
        return percent < 0 ? null : new LimitWarning(tenant, tenantName, percent, state());
    }

    private long used() {
        return counters.used(span).of(unit);
    }

    /** What tells this window from the next: its start, or for the rolling one the hours it slides over. */
    private long since() {
        return span == Span.FIVE_HOUR
                ? Math.floorDiv(calendar.latest(), RollingCounter.SPAN_MILLIS)
                : calendar.start(span);
    }

    private static Optional<Instant> instant(long millis) {
        return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(millis));
    }
}
