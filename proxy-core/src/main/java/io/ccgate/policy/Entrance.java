package io.ccgate.policy;

import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.policy.Entry.State;
import io.ccgate.usage.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Where every request of a tenant must pass: rates per minute, requests at a time, and the limits of the books, in one step. A
 * request for which there is no room yet, but will be when others of the tenant end, may wait in line. Whoever got in, or into
 * the line, must {@link #leave}, once, on every path. Counters survive a reload. Any thread.
 */
public final class Entrance {
    private final Ledger ledger;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();

    public Entrance(Ledger ledger, InstantSource clock, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** What became of a request at the entrance. */
    public enum Answer {
        /** It may go on; {@link Entry#reservation()} is held for it. */
        IN,
        /** It stands in line and will be woken, or gives up. */
        WAIT,
        /** {@link Entry#refusal()} says why. */
        REFUSED
    }

    /** @param mayWait false refuses where it would have to wait */
    public Answer enter(Entry entry, boolean mayWait) {
        TenantConfig tenant = entry.tenant();
        Instant at = clock.instant();
        Allowance allowance = tenant.limits().at(at.toEpochMilli());
        State state = lane(tenant).enter(entry, allowance, at, nanoTime.getAsLong(), ledger, mayWait);
        return switch (state) {
            case INSIDE -> Answer.IN;
            case WAITING -> Answer.WAIT;
            case OUTSIDE, GONE -> Answer.REFUSED;
        };
    }

    /**
     * Ends the wait of a request in line, with one more try. Whether it got in, {@link Entry#refusal()} says.
     *
     * @return false when it was woken in the meantime; nothing has changed then
     */
    public boolean giveUp(Entry entry) {
        TenantConfig tenant = entry.tenant();
        return lane(tenant).giveUp(entry, allowance(tenant), ledger);
    }

    /**
     * The request has ended, wherever it was. Its reservation must have been settled or released before, since those in line
     * are let in by this. Only the first call counts.
     *
     * @param tokens it used
     */
    public void leave(Entry entry, long tokens) {
        TenantConfig tenant = entry.tenant();
        List<Entry> decided = lane(tenant).leave(entry, tokens, allowance(tenant), nanoTime.getAsLong(), ledger);
        for (int i = 0; i < decided.size(); i++) {
            decided.get(i).wake();
        }
    }

    /** How a tenant stands towards its rates now. */
    public RateState standing(TenantConfig tenant) {
        return lane(tenant).standing(allowance(tenant), clock.instant(), nanoTime.getAsLong());
    }

    private Allowance allowance(TenantConfig tenant) {
        return tenant.limits().at(clock.millis());
    }

    private Lane lane(TenantConfig tenant) {
        Lane known = lanes.get(tenant.id());
        return known != null ? known : lanes.computeIfAbsent(tenant.id(), id -> new Lane());
    }
}
