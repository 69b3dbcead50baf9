package io.ccgate.usage.ledger;

/** What running requests may still use, by their estimates. */
record Held(long micros, long tokens, long requests) {}
