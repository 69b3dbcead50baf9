package io.ccgate.usage;

import org.jspecify.annotations.Nullable;

/**
 * One try at one upstream, as it is written down.
 *
 * @param status the upstream's status; 0 when none came
 * @param error why it failed; null when it served the request
 * @param millis from its start to its end
 * @param tokens what it used, whether it served the request or not
 * @param estimatedBecause why {@code tokens} are an estimate; null when they are the upstream's own account
 * @param steps its way, step by step
 */
public record AttemptRecord(
        String upstream,
        String model,
        int status,
        @Nullable String error,
        long millis,
        TokenUsage tokens,
        @Nullable String estimatedBecause,
        AttemptSteps steps) {
    /** An attempt of whose steps nothing is known. */
    public AttemptRecord(
            String upstream,
            String model,
            int status,
            @Nullable String error,
            long millis,
            TokenUsage tokens,
            @Nullable String estimatedBecause) {
        this(upstream, model, status, error, millis, tokens, estimatedBecause, AttemptSteps.NONE);
    }

    /** An attempt that used nothing. */
    public AttemptRecord(String upstream, String model, int status, @Nullable String error, long millis) {
        this(upstream, model, status, error, millis, TokenUsage.NONE, null, AttemptSteps.NONE);
    }

    /** Whether its upstream may ask money for it. */
    public boolean billed() {
        return tokens.total() > 0 || !tokens.tools().isEmpty();
    }
}
