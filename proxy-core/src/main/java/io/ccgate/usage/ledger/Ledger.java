package io.ccgate.usage.ledger;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.price.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has spent what: the current day, week, month and total of every tenant, and today's usage in cells. Every call
 * takes constant time under a short lock of its tenant, so event loops may call all of them. Counters survive a reload
 * of the configuration; limits come with each call.
 */
public final class Ledger {
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();

    public Ledger(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Lets a request begin if every limit still has room, and holds an estimate of it against all of them. Beside
     * running requests its estimate must fit; alone it may begin as long as anything is left.
     *
     * @param estimatePico the most it may cost, in pico-dollars
     * @param estimateTokens the most tokens it may use
     */
    public Admission reserve(TenantConfig tenant, long estimatePico, long estimateTokens) {
        return account(tenant.id(), tenant.limits().timeZone())
                .reserve(tenant.limits(), Money.micros(estimatePico), estimateTokens, clock.millis());
    }

    /**
     * Counts what a request used and ends its reservation. A reservation that ended already leaves the record to be
     * counted all the same.
     */
    public void settle(String tenantId, @Nullable Reservation reservation, Booked record) {
        Account account = account(tenantId, ZoneOffset.UTC);
        if (reservation == null) {
            account.book(record, clock.millis());
        } else if (reservation.account() == account) {
            account.settle(reservation, record, clock.millis());
        } else {
            reservation.release();
            account.book(record, clock.millis());
        }
    }

    /** Counts a record of the past where it belongs. Only while the gateway starts. */
    public void replay(String tenantId, ZoneId zone, Booked record) {
        account(tenantId, zone).replay(record);
    }

    /**
     * Counts the sums of a past span where they belong. Only while the gateway starts.
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

    /** Settled and reserved amounts of a tenant. */
    public Standing standing(TenantConfig tenant) {
        ZoneId zone = tenant.limits().timeZone();
        return account(tenant.id(), zone).standing(zone, clock.millis());
    }

    private Account account(String tenantId, ZoneId zone) {
        Account known = accounts.get(tenantId);
        return known != null ? known : accounts.computeIfAbsent(tenantId, unused -> new Account(zone, clock.millis()));
    }
}
