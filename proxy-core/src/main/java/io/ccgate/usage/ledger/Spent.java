package io.ccgate.usage.ledger;

import io.ccgate.usage.ledger.LimitName.Span;
import java.time.Instant;

/**
 * What finished requests used in the current span, limited or not.
 *
 * @param resetAt when the span ends; the epoch for the total, which never does, and for the rolling one, which always does
 */
public record Spent(Span span, long micros, long tokens, long requests, Instant resetAt) {}
