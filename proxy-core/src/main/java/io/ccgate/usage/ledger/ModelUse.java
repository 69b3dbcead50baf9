package io.ccgate.usage.ledger;

/**
 * What is known of one model of a tenant.
 *
 * @param name as clients ask for it
 * @param own its own counters, from which those of a pattern are made when the pattern is new
 * @param scopes everything it counts against
 */
record ModelUse(String name, Counters own, Scope[] scopes) {

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

    void replay(Calendar calendar, long at, long micros, long tokens, long requests) {
        own.roll(calendar);
        own.replay(calendar, at, micros, tokens, requests);
        for (Scope scope : scopes) {
            scope.counters().roll(calendar);
            scope.counters().replay(calendar, at, micros, tokens, requests);
        }
    }
}
