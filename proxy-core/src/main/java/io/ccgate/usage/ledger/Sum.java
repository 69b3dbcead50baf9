package io.ccgate.usage.ledger;

import io.ccgate.usage.price.Money;

/** Amounts of every unit. Guarded by whoever holds it. */
final class Sum {
    private long micros;
    private long tokens;
    private long requests;

    void add(long moreMicros, long moreTokens, long moreRequests) {
        micros = Money.plus(micros, moreMicros);
        tokens = Money.plus(tokens, moreTokens);
        requests += moreRequests;
    }

    void add(Sum other) {
        add(other.micros, other.tokens, other.requests);
    }

    /** Never below nothing. */
    void subtract(long lessMicros, long lessTokens, long lessRequests) {
        micros = Math.max(0, micros - lessMicros);
        tokens = Math.max(0, tokens - lessTokens);
        requests = Math.max(0, requests - lessRequests);
    }

    void clear() {
        micros = 0;
        tokens = 0;
        requests = 0;
    }

    boolean isNothing() {
        return micros == 0 && tokens == 0 && requests == 0;
    }

    long of(LimitName.Unit unit) {
        return switch (unit) {
            case USD -> micros;
            case TOKENS -> tokens;
            case REQUESTS -> requests;
        };
    }

    long micros() {
        return micros;
    }

    long tokens() {
        return tokens;
    }

    long requests() {
        return requests;
    }
}
