package io.ccgate.usage.query;

import io.ccgate.usage.ledger.Aggregate;

/** One group of an answer. {@code key}: a day, an hour ({@code 2026-11-22T15}, UTC), or the name of what is grouped. */
public record UsageRow(String key, Aggregate usage) {}
