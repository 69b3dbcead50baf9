package io.ccgate.usage.ledger;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An estimate held against a tenant's limits while a request runs. Ends once: by {@link Ledger#settle} with what the
 * request really used, or by {@link #release()}; whatever comes second changes nothing. Thread-safe.
 */
public final class Reservation {
    private final Account account;
    private final String model;
    private final long micros;
    private final long tokens;
    private final AtomicBoolean ended = new AtomicBoolean();

    Reservation(Account account, String model, long micros, long tokens) {
        this.account = account;
        this.model = model;
        this.micros = micros;
        this.tokens = tokens;
    }

    /** Gives the estimate back; the request used nothing. */
    public void release() {
        account.release(this);
    }

    /** Whether it was settled or released. */
    public boolean ended() {
        return ended.get();
    }

    /** True for the one caller that ends it. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    Account account() {
        return account;
    }

    String model() {
        return model;
    }

    long micros() {
        return micros;
    }

    long tokens() {
        return tokens;
    }
}
