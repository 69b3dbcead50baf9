package io.ccgate.usage.ledger;

/**
 * A threshold of a limit was passed.
 *
 * @param percent the threshold
 * @param state of the limit right after
 */
public record LimitWarning(String tenant, String tenantName, int percent, LimitState state) {}
