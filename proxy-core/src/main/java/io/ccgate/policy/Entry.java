package io.ccgate.policy;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * One request at the entrance: what it wants, and what it was given. Created by whoever asks, changed only by {@link Entrance}
 * under the lock of its tenant's lane.
 */
public final class Entry {
    /** Where a request stands. */
    enum State {
        OUTSIDE,
        WAITING,
        INSIDE,
        GONE
    }

    private final TenantConfig tenant;
    private final String model;
    private final Estimate estimate;
    private final Runnable wake;

    State state = State.OUTSIDE;
    private volatile @Nullable Reservation reservation;
    private volatile @Nullable Refusal refusal;
    private volatile @Nullable RateState rates;

    /**
     * @param model as the client asks for it
     * @param wake called once if the request had to wait and the wait is over, on the thread of whoever made room and outside
     *     any lock; must not block
     */
    public Entry(TenantConfig tenant, String model, Estimate estimate, Runnable wake) {
        this.tenant = tenant;
        this.model = model;
        this.estimate = estimate;
        this.wake = wake;
    }

    TenantConfig tenant() {
        return tenant;
    }

    String model() {
        return model;
    }

    Estimate estimate() {
        return estimate;
    }

    void wake() {
        wake.run();
    }

    void reserved(Reservation granted) {
        reservation = granted;
    }

    void refused(Refusal why) {
        refusal = why;
    }

    void rates(RateState state) {
        rates = state;
    }

    /** What is held against the tenant's limits; null before it entered. Settling or releasing it is the owner's. */
    public @Nullable Reservation reservation() {
        return reservation;
    }

    /** Why it may not enter; null when it may, or when that is not decided. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /** The tenant's rates when this was decided; null when it has none. */
    public @Nullable RateState rates() {
        return rates;
    }
}
