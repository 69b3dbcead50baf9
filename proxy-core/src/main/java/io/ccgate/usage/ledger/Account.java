package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.usage.ledger.LimitName.Span;
import io.ccgate.usage.price.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one tenant. One short lock guards all of them, so that a reservation is one step over all limits;
 * nothing under it takes longer than a hash look-up.
 */
final class Account {
    private final SpanCounter daily;
    private final SpanCounter weekly;
    private final SpanCounter monthly;
    private final SpanCounter total;
    private ZoneId zone;

    private long heldMicros;
    private long heldTokens;
    private long heldRequests;

    private long utcDay;
    private Cells today = new Cells();

    Account(ZoneId zone, long now) {
        this.zone = zone;
        this.daily = new SpanCounter(Span.DAILY, zone, now);
        this.weekly = new SpanCounter(Span.WEEKLY, zone, now);
        this.monthly = new SpanCounter(Span.MONTHLY, zone, now);
        this.total = new SpanCounter(Span.TOTAL, zone, now);
        this.utcDay = utcDay(now);
    }

    synchronized Admission reserve(LimitsConfig limits, long micros, long tokens, long now) {
        roll(limits.timeZone(), now);
        Admission.Refused refused = refusal(limits, micros, tokens);
        if (refused != null) {
            return refused;
        }
        Reservation reservation = new Reservation(this, micros, tokens);
        heldMicros = Money.plus(heldMicros, micros);
        heldTokens += tokens;
        heldRequests++;
        return new Admission.Granted(reservation);
    }

    private Admission.@Nullable Refused refusal(LimitsConfig limits, long micros, long tokens) {
        Held held = new Held(heldMicros, heldTokens, heldRequests);
        // The longest span first: its refusal lasts longest, so it is the one worth telling.
        Admission.Refused refused = total.refusal(limits.total(), held, micros, tokens);
        if (refused == null) {
            refused = monthly.refusal(limits.monthly(), held, micros, tokens);
        }
        if (refused == null) {
            refused = weekly.refusal(limits.weekly(), held, micros, tokens);
        }
        if (refused == null) {
            refused = daily.refusal(limits.daily(), held, micros, tokens);
        }
        return refused;
    }

    synchronized void release(Reservation reservation) {
        if (reservation.end()) {
            heldMicros = Math.max(0, heldMicros - reservation.micros());
            heldTokens -= reservation.tokens();
            heldRequests--;
        }
    }

    synchronized void book(Booked record, long now) {
        roll(zone, now);
        daily.add(record);
        weekly.add(record);
        monthly.add(record);
        total.add(record);
        if (utcDay(record.timestamp()) == utcDay) {
            today.add(record);
        }
    }

    /** Ends the reservation and books in one step, so that no one sees the amount twice or not at all. */
    synchronized void settle(Reservation reservation, Booked record, long now) {
        release(reservation);
        book(record, now);
    }

    /** Counts a record read back from a file. */
    synchronized void replay(Booked record) {
        daily.replay(record);
        weekly.replay(record);
        monthly.replay(record);
        total.replay(record);
        if (utcDay(record.timestamp()) == utcDay) {
            today.add(record);
        }
    }

    /** Counts the sums of a past span; the model is for limits by model. */
    synchronized void replay(long timestamp, String model, Aggregate sums) {
        daily.replay(timestamp, sums);
        weekly.replay(timestamp, sums);
        monthly.replay(timestamp, sums);
        total.replay(timestamp, sums);
    }

    synchronized Cells today(LocalDate date, long now) {
        roll(zone, now);
        return date.toEpochDay() == utcDay ? today.copy() : new Cells();
    }

    synchronized Standing standing(ZoneId calendar, long now) {
        roll(calendar, now);
        return new Standing(
                daily.spent(), weekly.spent(), monthly.spent(), total.spent(), heldMicros, heldTokens, heldRequests);
    }

    private void roll(ZoneId calendar, long now) {
        if (!calendar.equals(zone)) {
            zone = calendar;
            daily.place(zone, now);
            weekly.place(zone, now);
            monthly.place(zone, now);
        }
        daily.roll(zone, now);
        weekly.roll(zone, now);
        monthly.roll(zone, now);
        long day = utcDay(now);
        if (day > utcDay) {
            utcDay = day;
            today = new Cells();
        }
    }

    private static long utcDay(long millis) {
        return Math.floorDiv(millis, 86_400_000L);
    }
}
