package io.ccgate.usage.ledger;

import java.util.List;

/**
 * Where a tenant stands at one moment: the same numbers that decide whether its next request may begin.
 *
 * @param reservedMicros held by running requests, in micro-dollars
 * @param limits every limit in force, those of all models first, in the order of the configuration
 */
public record Standing(
        Spent fiveHour,
        Spent daily,
        Spent weekly,
        Spent monthly,
        Spent total,
        long reservedMicros,
        long reservedTokens,
        long reservedRequests,
        List<LimitState> limits) {}
