package io.ccgate.usage.ledger;

import io.ccgate.usage.ledger.LimitName.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * When the current day, week and month of a tenant began and when they end, in epoch milliseconds. Moves forward only: a clock
 * that steps back does not reopen a span that ended. Days that a change of summer time makes shorter or longer begin and end
 * where the zone says. Guarded by its {@link Account}.
 */
final class Calendar {
    private static final Span[] SPANS = {Span.DAILY, Span.WEEKLY, Span.MONTHLY};

    private final long[] starts = new long[Span.CALENDAR];
    private final long[] ends = new long[Span.CALENDAR];
    private ZoneId zone;
    private long nextEnd;
    private long latest;

    Calendar(ZoneId zone, long now) {
        this.zone = zone;
        starts[Span.TOTAL.index()] = Long.MIN_VALUE;
        ends[Span.TOTAL.index()] = Long.MAX_VALUE;
        latest = now;
        place(now);
    }

    /** Moves on to the spans that {@code now} lies in, as far as they are later ones. */
    void roll(long now) {
        latest = Math.max(latest, now);
        if (now >= nextEnd) {
            place(now);
        }
    }

    /** Another zone: the spans begin and end elsewhere. Returns whether that changed anything. */
    boolean move(ZoneId other) {
        if (other.equals(zone)) {
            return false;
        }
        zone = other;
        place(latest);
        return true;
    }

    /** Where day, week and month begin. */
    long[] beginnings() {
        return new long[] {start(Span.DAILY), start(Span.WEEKLY), start(Span.MONTHLY)};
    }

    ZoneId zone() {
        return zone;
    }

    private void place(long now) {
        LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
        for (Span span : SPANS) {
            LocalDate first = switch (span) {
                case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTHLY -> today.withDayOfMonth(1);
                case DAILY, FIVE_HOUR, TOTAL -> today;
            };
            LocalDate after = switch (span) {
                case WEEKLY -> first.plusWeeks(1);
                case MONTHLY -> first.plusMonths(1);
                case DAILY, FIVE_HOUR, TOTAL -> first.plusDays(1);
            };
            starts[span.index()] = millis(first);
            ends[span.index()] = millis(after);
        }
        nextEnd = ends[Span.DAILY.index()];
    }

    private long millis(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    long start(Span span) {
        return starts[span.index()];
    }

    long end(Span span) {
        return ends[span.index()];
    }

    /** The latest moment seen. */
    long latest() {
        return latest;
    }
}
