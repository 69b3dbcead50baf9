package io.ccgate.usage.ledger;

/** One model of a tenant: its own counters, and everything it counts against. Guarded by its {@link Account}. */
final class ModelUse {
    private final Counters own;
    private final Scope[] scopes;

    /** @param own those from which a pattern's counters are made when the pattern is new */
    ModelUse(Counters own, Scope[] scopes) {
        this.own = own;
        this.scopes = scopes;
    }

    Counters own() {
        return own;
    }

    Scope[] scopes() {
        return scopes;
    }

    void hold(Calendar calendar, Reservation reservation) {
        own.roll(calendar);
        own.hold(reservation);
        for (Scope scope : scopes) {
            scope.counters().hold(reservation);
        }
    }

    void release(Reservation reservation) {
        own.release(reservation);
        for (Scope scope : scopes) {
            scope.counters().release(reservation);
        }
    }

    void add(Calendar calendar, long micros, long tokens, long requests) {
        own.roll(calendar);
        own.add(calendar, micros, tokens, requests);
        for (Scope scope : scopes) {
            scope.counters().roll(calendar);
            scope.counters().add(calendar, micros, tokens, requests);
        }
    }

    void shift(ZoneMove.Shift[] shifts) {
        own.shift(shifts);
        for (Scope scope : scopes) {
            scope.counters().shift(shifts);
        }
    }

    void replay(Calendar calendar, long at, long micros, long tokens, long requests) {
        own.roll(calendar);
        own.replay(calendar, at, micros, tokens, requests);
        for (Scope scope : scopes) {
            scope.counters().roll(calendar);
            scope.counters().replay(calendar, at, micros, tokens, requests);
        }
    }
}
