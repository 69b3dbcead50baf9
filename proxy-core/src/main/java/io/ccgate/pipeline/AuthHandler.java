package io.ccgate.pipeline;

import io.ccgate.auth.Authentication;
import io.ccgate.auth.Credentials;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.policy.AccessPolicy;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the tenant by the key the client presents, and whether that tenant may come in at all. */
public final class AuthHandler extends Stage {
    private final InstantSource clock;

    public AuthHandler(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    boolean passes(Exchange exchange) {
        if (exchange.local() != null) {
            return true;
        }
        Credentials credentials =
                Credentials.of(exchange.headers(), exchange.request().query());
        Authentication answer = exchange.inForce().tenants().authenticate(credentials);
        if (answer instanceof Authentication.Unknown unknown) {
            GatewayAnswer.refuse(exchange, unknown.error());
            return false;
        }
        Authentication.Known known = (Authentication.Known) answer;
        exchange.tenant(known.tenant(), known.form());
        Optional<GatewayError> refusal =
                AccessPolicy.refusal(known.tenant(), exchange.request().client(), clock.instant());
        refusal.ifPresent(error -> GatewayAnswer.refuse(exchange, error));
        return refusal.isEmpty();
    }
}
