package io.ccgate.usage;

import org.jspecify.annotations.Nullable;

/**
 * One try at one upstream, as it is written down.
 *
 * @param status the upstream's status; 0 when none came
 * @param error why it failed; null when it served the request
 * @param millis from its start to its end
 * @param steps its way, step by step
 */
public record AttemptRecord(
        String upstream, String model, int status, @Nullable String error, long millis, AttemptSteps steps) {}
