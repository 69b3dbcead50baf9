package io.ccgate.policy;

import io.ccgate.error.GatewayError;
import java.util.OptionalLong;

/** Whether a tenant may use a model, and under which name it goes on. */
public sealed interface ModelDecision {

    /** @param model the name after aliases and rewriting; empty when the request names none */
    record Allowed(String model) implements ModelDecision {}

    /**
     * @param code {@code model_not_allowed} or {@code no_model_config}
     * @param message names the model and what is allowed
     */
    record Denied(String code, String message) implements ModelDecision {

        /** The same as an error for the client; 403, as CCGate answers. */
        public GatewayError error() {
            return new GatewayError(
                    GatewayError.Type.PERMISSION,
                    GatewayError.Source.CLIENT,
                    403,
                    GatewayError.Retry.NEVER,
                    code,
                    message,
                    OptionalLong.empty(),
                    false);
        }
    }
}
