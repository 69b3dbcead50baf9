package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.Raise;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.LimitName.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one tenant. One short lock guards all of them, so that a reservation is one step over all limits; nothing
 * under it takes longer than a few look-ups, but for the rare takeover of other limits.
 */
final class Account {
    private final String id;
    private final Calendar calendar;
    private final Models models;
    private final LedgerRules rules;
    private @Nullable TenantConfig known;
    private String name;
    private int[] thresholds = {};
    private long raisedUntil = Long.MIN_VALUE;
    private boolean pastCounted = true;

    private long utcDay;
    private Cells today = new Cells();

    Account(String id, ZoneId zone, long now, LedgerRules rules) {
        this.id = id;
        this.name = id;
        this.rules = rules;
        this.calendar = new Calendar(zone, now);
        this.models = new Models(calendar);
        this.utcDay = utcDay(now);
    }

    synchronized Admission reserve(TenantConfig tenant, String model, Estimate estimate, long now) {
        follow(tenant, now);
        ModelUse use = models.use(model);
        boolean raised = now < raisedUntil;
        boolean fits = true;
        for (Scope scope : use.scopes()) {
            scope.counters().roll(calendar);
            for (Bound bound : scope.bounds(raised)) {
                fits &= bound.admits(estimate);
            }
        }
        if (!fits) {
            return refusal(use, raised, estimate);
        }
        if (!pastCounted && endless(use, raised)) {
            return new Admission.NotYet();
        }
        Reservation reservation = new Reservation(this, model, estimate.micros(), estimate.tokens());
        use.hold(calendar, reservation);
        return new Admission.Granted(reservation);
    }

    synchronized void pastCounted(boolean counted) {
        pastCounted = counted;
    }

    /** Whether a limit without an end stands over a model. */
    private static boolean endless(ModelUse use, boolean raised) {
        for (Scope scope : use.scopes()) {
            for (Bound bound : scope.bounds(raised)) {
                if (bound.endless()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Of all limits in the way the one that stays longest: that is the one worth telling. */
    private static Admission.Refused refusal(ModelUse use, boolean raised, Estimate estimate) {
        Admission.Refused worst = null;
        for (Scope scope : use.scopes()) {
            for (Bound bound : scope.bounds(raised)) {
                if (!bound.admits(estimate)) {
                    Admission.Refused refused = bound.refusal(estimate);
                    worst = worst == null || refused.outlasts(worst) ? refused : worst;
                }
            }
        }
        if (worst == null) {
            throw new IllegalStateException("nothing refuses the request");
        }
        return worst;
    }

    synchronized void release(Reservation reservation) {
        if (reservation.end()) {
            models.use(reservation.model()).release(reservation);
        }
    }

    /**
     * Ends the reservation, if there is one, and books in one step, so that no one sees the amount twice or not at all.
     *
     * @return warnings that are due now
     */
    synchronized List<LimitWarning> settle(@Nullable Reservation reservation, Booked record, long now) {
        if (reservation != null) {
            release(reservation);
        }
        roll(now);
        ModelUse use = models.use(record.model());
        use.add(calendar, record.totalCost(), record.tokens(), counted(record));
        if (utcDay(record.timestamp()) == utcDay) {
            today.add(record);
        }
        return warnings(use, now);
    }

    private List<LimitWarning> warnings(ModelUse use, long now) {
        List<LimitWarning> due = new ArrayList<>(0);
        boolean raised = now < raisedUntil;
        for (Scope scope : use.scopes()) {
            for (Bound bound : scope.bounds(raised)) {
                LimitWarning warning = bound.warning(id, name);
                if (warning != null) {
                    due.add(warning);
                }
            }
        }
        return due;
    }

    /** Counts a record read back from a file. */
    synchronized void replay(Booked record) {
        models.use(record.model())
                .replay(calendar, record.timestamp(), record.totalCost(), record.tokens(), counted(record));
        if (utcDay(record.timestamp()) == utcDay) {
            today.add(record);
        }
    }

    /** Counts the sums of a past span, but not as usage of today. */
    synchronized void replay(long timestamp, String model, Aggregate sums) {
        models.use(model).replay(calendar, timestamp, sums.totalCost(), sums.tokens(), sums.counted());
    }

    private static long counted(Booked record) {
        return record.counted() ? record.requests() : 0;
    }

    synchronized Cells today(LocalDate date, long now) {
        roll(now);
        return date.toEpochDay() == utcDay ? today.copy() : new Cells();
    }

    synchronized Standing standing(TenantConfig tenant, long now) {
        follow(tenant, now);
        models.roll();
        List<LimitState> limits = new ArrayList<>();
        boolean raised = now < raisedUntil;
        for (Scope scope : models.scopes()) {
            for (Bound bound : scope.bounds(raised)) {
                limits.add(bound.state());
            }
        }
        Sum held = models.all().counters().held();
        return new Standing(
                spent(Span.FIVE_HOUR),
                spent(Span.DAILY),
                spent(Span.WEEKLY),
                spent(Span.MONTHLY),
                spent(Span.TOTAL),
                held.micros(),
                held.tokens(),
                held.requests(),
                List.copyOf(limits));
    }

    private Spent spent(Span span) {
        Sum used = models.all().counters().used(span);
        boolean ends = span != Span.FIVE_HOUR && span != Span.TOTAL;
        Instant reset = ends ? Instant.ofEpochMilli(calendar.end(span)) : Instant.EPOCH;
        return new Spent(span, used.micros(), used.tokens(), used.requests(), reset);
    }

    /** Takes over the tenant's limits and calendar if they are others than before, and moves on to the present. */
    @SuppressWarnings("ReferenceEquality") // a reload makes new objects, and comparing them would cost more than this
    private void follow(TenantConfig tenant, long now) {
        roll(now);
        if (tenant == known && thresholds == rules.thresholds()) {
            return;
        }
        known = tenant;
        name = tenant.name();
        thresholds = rules.thresholds();
        LimitsConfig limits = tenant.limits();
        if (models.all().counters().used(Span.TOTAL).isNothing() && calendar.move(limits.timeZone())) {
            models.placed();
        }
        Allowance raised = limits.raise().map(Raise::allowance).orElse(limits.usual());
        raisedUntil = limits.raise().map(raise -> raise.until().toEpochMilli()).orElse(Long.MIN_VALUE);
        UnaryOperator<String> names = model -> rules.routed(tenant, model);
        models.limit(limits.usual(), raised, names, thresholds);
    }

    /** Null when the windows are in that zone already. */
    synchronized @Nullable ZoneMove planMove(ZoneId zone, long now) {
        roll(now);
        return zone.equals(calendar.zone())
                ? null
                : new ZoneMove(zone, calendar.beginnings(), new Calendar(zone, calendar.latest()).beginnings());
    }

    /** Returns false, and changes nothing, when the windows have rolled on since the move was planned. */
    synchronized boolean apply(ZoneMove move, long now) {
        roll(now);
        ZoneMove again = planMove(move.zone(), now);
        if (again == null || !again.isLike(move)) {
            return false;
        }
        models.rollAll();
        calendar.move(move.zone());
        models.placed();
        move.shifts().forEach((model, shifts) -> models.use(model).shift(shifts));
        known = null;
        return true;
    }

    private void roll(long now) {
        calendar.roll(now);
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
