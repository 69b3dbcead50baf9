package io.ccgate.config.model;

import io.ccgate.config.secret.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider account at a URL: one entry of {@code upstreams.json}.
 *
 * @param url base URL as the provider documents it; scheme http or https, no query, no trailing slash
 * @param weight share under the weighted strategies; 0 or more
 * @param agents agents served; empty means all
 * @param models model name patterns and what this upstream calls them; first match wins
 * @param allowedModels patterns of models served; empty means all
 * @param blockedModels patterns of models never served
 * @param failureThreshold failures in a row that take the upstream out; 1 or more
 * @param blacklistFor how long it stays out
 * @param maxConcurrent requests at a time; 0 means no limit
 * @param priceMultiplier factor on every price, 0 or more
 * @param prices price overrides by model pattern
 * @param provider what its provider takes beyond the protocol, where translation has to know
 * @param askForUsage whether a Chat stream is asked for its usage when the client did not
 */
public record UpstreamConfig(
        String id,
        String name,
        URI url,
        Secret key,
        String description,
        double weight,
        boolean enabled,
        Protocol protocol,
        AuthForm auth,
        List<Agent> agents,
        List<ModelRule> models,
        List<ModelPattern> allowedModels,
        List<ModelPattern> blockedModels,
        HeaderEdits headers,
        Optional<ForwardProxy> forwardProxy,
        HealthCheckConfig healthCheck,
        TimeoutsConfig timeouts,
        int failureThreshold,
        Duration blacklistFor,
        int maxConcurrent,
        BigDecimal priceMultiplier,
        List<PricingConfig.ModelPrice> prices,
        ProviderConfig provider,
        boolean askForUsage) {

    /**
     * What a provider takes beyond its protocol; empty: what is known of its host.
     *
     * @param reasoningText thoughts of earlier turns go back as {@code reasoning_content}
     * @param topK takes {@code top_k}
     * @param maxCompletionTokens knows the limit of an answer by that name, not by {@code max_tokens}
     * @param forcedToolBecomesAuto a forced tool choice that the model refuses is weakened instead of refused
     */
    public record ProviderConfig(
            Optional<Boolean> reasoningText,
            Optional<Boolean> topK,
            Optional<Boolean> maxCompletionTokens,
            Optional<Boolean> forcedToolBecomesAuto) {
        public static final ProviderConfig UNKNOWN =
                new ProviderConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How the upstream's key is presented to it. */
    public enum AuthForm {
        /** In the header the client used. */
        AS_CLIENT,
        BEARER,
        X_API_KEY,
        X_GOOG_API_KEY
    }

    /** Changes to the headers sent to this upstream; names are case-insensitive. */
    public record HeaderEdits(Map<String, Secret> set, List<String> remove) {}

    /**
     * A proxy between the gateway and the upstream.
     *
     * @param port 1 to 65535
     */
    public record ForwardProxy(Kind kind, String host, int port, Optional<String> username, Optional<Secret> password) {
        /** The proxy's protocol. */
        public enum Kind {
            HTTP,
            SOCKS5
        }
    }

    /**
     * Active health check.
     *
     * @param path requested with GET below the upstream's URL; 200 to 399 is healthy
     */
    public record HealthCheckConfig(boolean enabled, Duration interval, Duration timeout, String path) {}
}
