package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.usage.ledger.LimitName.Span;
import io.ccgate.usage.ledger.LimitName.Unit;
import io.ccgate.usage.price.Money;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was used in the current calendar span of one kind. A clock that steps back does not reopen a span that ended:
 * its records count in the current one. Guarded by its {@link Account}.
 */
final class SpanCounter {
    private final Span span;
    private long start;
    private long end;
    private long micros;
    private long tokens;
    private long requests;

    SpanCounter(Span span, ZoneId zone, long now) {
        this.span = span;
        place(zone, now);
    }

    /** Moves on to the span that {@code now} lies in, if that is a later one. */
    void roll(ZoneId zone, long now) {
        if (now >= end) {
            place(zone, now);
            micros = 0;
            tokens = 0;
            requests = 0;
        }
    }

    /** Changes the calendar; what was counted stays counted. */
    void place(ZoneId zone, long now) {
        if (span == Span.TOTAL) {
            start = Long.MIN_VALUE;
            end = Long.MAX_VALUE;
            return;
        }
        LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
        LocalDate first = switch (span) {
            case DAILY, TOTAL -> today;
            case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> today.withDayOfMonth(1);
        };
        LocalDate after = switch (span) {
            case DAILY, TOTAL -> first.plusDays(1);
            case WEEKLY -> first.plusWeeks(1);
            case MONTHLY -> first.plusMonths(1);
        };
        start = first.atStartOfDay(zone).toInstant().toEpochMilli();
        end = after.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    void add(Booked record) {
        micros = Money.plus(micros, record.totalCost());
        tokens += record.tokens();
        if (record.counted()) {
            requests += record.requests();
        }
    }

    /** Counts the sums of a span of the past, if that lies in this one. */
    void replay(long timestamp, Aggregate sums) {
        if (timestamp >= start && timestamp < end) {
            micros = Money.plus(micros, sums.totalCost());
            tokens += sums.tokens();
            requests += sums.counted();
        }
    }

    /** Counts a record of the past, if it lies in this span. */
    void replay(Booked record) {
        if (record.timestamp() >= start && record.timestamp() < end) {
            add(record);
        }
    }

    /**
     * Why a request may not begin beside those that run; null when it may. Its estimate must fit what is left, except
     * that a request alone may begin as long as anything is left: estimates are high, and a budget smaller than one
     * of them must not shut its owner out.
     */
    Admission.@Nullable Refused refusal(Window limits, Held held, long estimateMicros, long estimateTokens) {
        if (limits.maxUSD().isPresent()) {
            long limit = Money.micros(limits.maxUSD().get());
            if (full(Money.plus(micros, held.micros()), estimateMicros, limit, held)) {
                return refused(Unit.USD, micros, held.micros(), limit);
            }
        }
        if (limits.maxTokens().isPresent()) {
            long limit = limits.maxTokens().getAsLong();
            if (full(Money.plus(tokens, held.tokens()), estimateTokens, limit, held)) {
                return refused(Unit.TOKENS, tokens, held.tokens(), limit);
            }
        }
        if (limits.maxRequests().isPresent()) {
            long limit = limits.maxRequests().getAsLong();
            if (requests + held.requests() >= limit) {
                return refused(Unit.REQUESTS, requests, held.requests(), limit);
            }
        }
        return null;
    }

    private static boolean full(long taken, long estimate, long limit, Held held) {
        return taken >= limit || (held.requests() > 0 && estimate > limit - taken);
    }

    private Admission.Refused refused(Unit unit, long used, long held, long limit) {
        Optional<Instant> reset = span == Span.TOTAL ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end));
        return new Admission.Refused(new LimitName(span, unit), used, held, limit, reset);
    }

    Spent spent() {
        return new Spent(span, micros, tokens, requests, Instant.ofEpochMilli(end == Long.MAX_VALUE ? 0 : end));
    }
}
