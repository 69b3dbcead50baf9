package io.ccgate.usage.ledger;

/**
 * Where a tenant stands at one moment.
 *
 * @param reservedMicros held by running requests, in micro-dollars
 */
public record Standing(
        Spent daily,
        Spent weekly,
        Spent monthly,
        Spent total,
        long reservedMicros,
        long reservedTokens,
        long reservedRequests) {}
