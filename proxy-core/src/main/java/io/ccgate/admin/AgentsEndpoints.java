package io.ccgate.admin;

import io.ccgate.agents.wish.Profile;
import io.ccgate.agents.wish.Profiles;
import io.ccgate.agents.wish.SecretMask;
import io.ccgate.agents.wish.ServedProfile;
import io.ccgate.auth.Authentication;
import io.ccgate.auth.Credentials;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.LocalEndpoint;
import io.ccgate.policy.AccessPolicy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the gateway holds ready for the agents of its tenants: {@code GET /agents/profile}, with a tenant's key. */
public final class AgentsEndpoints {
    private final InstantSource clock;
    private final Function<String, @Nullable String> environment;

    /** @param environment the gateway's own, for tenants who may have the secrets of their profile */
    public AgentsEndpoints(InstantSource clock, Function<String, @Nullable String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** Keys such as {@code "GET /agents/profile"}. */
    public Map<String, LocalEndpoint> all() {
        return Map.of("GET /agents/profile", this::profile);
    }

    private void profile(Exchange exchange) {
        Credentials credentials =
                Credentials.of(exchange.headers(), exchange.request().query());
        Authentication caller = exchange.inForce().tenants().authenticate(credentials);
        if (caller instanceof Authentication.Unknown unknown) {
            GatewayAnswer.refuse(exchange, unknown.error());
            return;
        }
        TenantConfig tenant = ((Authentication.Known) caller).tenant();
        Optional<GatewayError> refusal =
                AccessPolicy.refusal(tenant, exchange.request().client(), clock.instant());
        if (refusal.isPresent()) {
            GatewayAnswer.refuse(exchange, refusal.get());
            return;
        }
        String json = of(exchange.inForce().config().agents(), tenant.id()).write();
        GatewayAnswer.json(exchange, json.getBytes(StandardCharsets.UTF_8));
    }

    private ServedProfile of(AgentsConfig agents, String tenant) {
        Optional<String> name = Profiles.nameFor(agents, tenant);
        Profile profile = Profiles.of(agents, name).orElseThrow();
        boolean share = agents.profiles().stream()
                .anyMatch(own ->
                        own.shareSecrets() && name.filter(own.name()::equals).isPresent());
        Profile served = share ? SecretMask.withSecrets(profile, environment) : SecretMask.withoutSecrets(profile);
        return new ServedProfile(tenant, name, served);
    }
}
