package io.ccgate.policy;

import io.ccgate.usage.ledger.Admission;

/** Why a request may not enter. */
public sealed interface Refusal {

    /** A rate per minute is used up. */
    record TooFast(What what, long perMinute, long retryAfterSeconds) implements Refusal {}

    /** What a rate counts. */
    enum What {
        REQUESTS,
        TOKENS
    }

    /**
     * So many run already, and waiting was not allowed, not possible or in vain.
     *
     * @param lineFull whether too many wait already
     */
    record Crowded(int maxConcurrent, boolean lineFull) implements Refusal {}

    /** A limit of the books stands in the way. */
    record OverLimit(Admission.Refused limit) implements Refusal {}

    /** What the tenant used of its total limit is still being counted. */
    record Uncounted() implements Refusal {}
}
