package io.ccgate.relay;

import io.ccgate.balance.Outcome;
import io.ccgate.error.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt did not serve the request, while the client has seen nothing of it.
 *
 * @param outcome what it means for the upstream
 * @param error what to tell the client if nothing better comes
 * @param status the upstream's status; 0 when none came
 * @param answer the upstream's own error answer; null when there is none
 */
record AttemptFailure(
        Outcome outcome,
        GatewayError error,
        int status,
        @Nullable FailedAnswer answer) {}
