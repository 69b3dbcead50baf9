package io.ccgate.policy;

import io.ccgate.error.GatewayError;

/** Whether a tenant may use a model, and under which name it goes on. */
public sealed interface ModelDecision {

    /** @param model the name after aliases and rewriting; empty when the request names none */
    record Allowed(String model) implements ModelDecision {}

    /** @param error names the model and what is allowed */
    record Denied(GatewayError error) implements ModelDecision {}
}
