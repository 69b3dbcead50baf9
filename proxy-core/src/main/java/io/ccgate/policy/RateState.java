package io.ccgate.policy;

import java.time.Instant;

/**
 * How a tenant stands towards its rates at one moment, as headers tell it.
 *
 * @param at the moment
 * @param requestsPerMinute 0 when there is no such limit, as in all that follow
 * @param requestsFullIn seconds until all requests are free again
 * @param running requests that run now
 * @param waiting requests in line
 */
public record RateState(
        Instant at,
        long requestsPerMinute,
        long requestsRemaining,
        long requestsFullIn,
        long tokensPerMinute,
        long tokensRemaining,
        long tokensFullIn,
        int maxConcurrent,
        int running,
        int waiting) {

    /** Whether there is anything for the headers of an answer. */
    public boolean limitsRates() {
        return requestsPerMinute > 0 || tokensPerMinute > 0;
    }
}
