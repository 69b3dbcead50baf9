package io.ccgate.usage.ledger;

import io.ccgate.config.model.TenantConfig;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has spent what: the last five hours, the current day, week, month and total of every tenant and of each of its models, and
 * today's usage in cells. Every call takes constant time under a short lock of its tenant, so event loops may call all of them.
 * Counters survive a reload of the configuration; limits come with each call, and a limit that is new counts from its first
 * moment all that was used before.
 */
public final class Ledger {
    private final InstantSource clock;
    private final LedgerRules rules;
    private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();

    /** Without warnings. */
    public Ledger(InstantSource clock) {
        this(clock, LedgerRules.NONE);
    }

    public Ledger(InstantSource clock, LedgerRules rules) {
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Lets a request begin if every limit still has room, and holds an estimate of it against all of them, in one step. Beside
     * running requests its highest estimate must fit; alone it may begin when its likely one does.
     *
     * @param model as the client asks for it
     */
    public Admission reserve(TenantConfig tenant, String model, Estimate estimate) {
        return account(tenant.id(), tenant.limits().timeZone()).reserve(tenant, model, estimate, clock.millis());
    }

    /**
     * Counts what a request used and ends its reservation. A reservation that ended already leaves the record to be
     * counted all the same.
     */
    public void settle(String tenantId, @Nullable Reservation reservation, Booked record) {
        Account account = account(tenantId, ZoneOffset.UTC);
        Reservation own = reservation;
        if (reservation != null && reservation.account() != account) {
            reservation.release();
            own = null;
        }
        List<LimitWarning> due = account.settle(own, record, clock.millis());
        due.forEach(rules::warn);
    }

    /** Whether all days before the running windows are counted. Until then a tenant with a total limit is not let in. */
    public void pastCounted(String tenantId, ZoneId zone, boolean counted) {
        account(tenantId, zone).pastCounted(counted);
    }

    /** Counts a record of the past where it belongs. */
    public void replay(String tenantId, ZoneId zone, Booked record) {
        account(tenantId, zone).replay(record);
    }

    /**
     * Counts the sums of a past span where they belong.
     *
     * @param timestamp any moment of the span, which no limit's window may begin or end in
     */
    public void replay(String tenantId, ZoneId zone, long timestamp, String model, Aggregate sums) {
        account(tenantId, zone).replay(timestamp, model, sums);
    }

    /** Today's usage of a tenant if {@code date} is today (UTC), else nothing. A copy. */
    public Cells today(String tenantId, LocalDate date) {
        Account account = accounts.get(tenantId);
        return account == null ? new Cells() : account.today(date, clock.millis());
    }

    /** What a tenant used and holds, and how far each of its limits is. */
    public Standing standing(TenantConfig tenant) {
        return account(tenant.id(), tenant.limits().timeZone()).standing(tenant, clock.millis());
    }

    /** What must be read to move a tenant's windows into a zone; null when they are there, or nothing was used yet. */
    public @Nullable ZoneMove planMove(String tenantId, ZoneId zone) {
        Account account = accounts.get(tenantId);
        return account == null ? null : account.planMove(zone, clock.millis());
    }

    /** Moves them; false, and nothing has changed, when the windows have rolled on since the move was planned. */
    public boolean apply(String tenantId, ZoneMove move) {
        Account account = accounts.get(tenantId);
        return account != null && account.apply(move, clock.millis());
    }

    private Account account(String tenantId, ZoneId zone) {
        Account known = accounts.get(tenantId);
        return known != null
                ? known
                : accounts.computeIfAbsent(tenantId, id -> new Account(id, zone, clock.millis(), rules));
    }
}
