package io.ccgate.config.file;

import io.ccgate.config.model.LoadBalancerConfig;
import io.ccgate.config.model.LoadBalancerConfig.Retry;
import io.ccgate.config.model.LoadBalancerConfig.SessionAffinity;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** {@code loadBalancer} of {@code upstreams.json}. */
final class LoadBalancerShape {
    private static final Key<Strategy> STRATEGY = Key.of(
                    "strategy",
                    Types.choice(Strategy.values(), value -> value.name().toLowerCase(Locale.ROOT)),
                    "Order in which candidates are tried; availability_first is the order of the file.")
            .or("weighted_round_robin");
    private static final Key<Boolean> HEALTH_CHECK_ENABLED = Key.of(
                    "healthCheckEnabled", Types.bool(), "Whether upstreams are asked for their health by themselves.")
            .or(false);
    private static final Key<Boolean> FAILOVER_ENABLED = Key.of(
                    "failoverEnabled",
                    Types.bool(),
                    "No upstream is healthy: try the least bad (true) or answer 503 (false).")
            .or(true);

    private static final Key<Boolean> AFFINITY_ENABLED = Key.of(
                    "enabled", Types.bool(), "Whether a session prefers the upstream it had; keeps prompt caches warm.")
            .or(true);
    private static final Key<Duration> TTL = Key.of(
                    "ttl", Quantities.duration(Duration.ofSeconds(1)), "How long after its last request.")
            .or("1h");
    private static final Shape<SessionAffinity> AFFINITY = Shape.of(
            "Sessions and their upstreams.",
            in -> new SessionAffinity(in.get(AFFINITY_ENABLED), in.get(TTL)),
            AFFINITY_ENABLED,
            TTL);
    private static final Key<SessionAffinity> SESSION_AFFINITY =
            Key.of("sessionAffinity", AFFINITY, "Sessions and their upstreams.").or(Map.of());

    private static final Key<Integer> MAX_ATTEMPTS = Key.of(
                    "maxAttempts", Numbers.integer(1, 100), "Attempts of one request over all upstreams.")
            .or(3);
    private static final Key<Duration> BUDGET = Key.of(
                    "budget",
                    Quantities.duration(Duration.ofMillis(1)),
                    "No attempt follows one that began later than this.")
            .or("60s");
    private static final Key<Duration> DELAY = Key.of(
                    "delay",
                    Quantities.duration(Duration.ZERO),
                    "Pause after which upstreams that failed are asked again by the same request, when all have been"
                            + " asked. 0s: never.")
            .or("0s");

    /** What CCGate waits between retries when only their number is configured. */
    private static final Duration CCGATE_DELAY = Duration.ofSeconds(1);

    private LoadBalancerShape() {}

    /** @param proxy stands in for absent retry keys */
    static Shape<LoadBalancerConfig> shape(ServerFile.Proxy proxy) {
        Shape<Retry> retryShape = Shape.of(
                "Failover within one request.",
                in -> new Retry(
                        in.find(MAX_ATTEMPTS)
                                .or(() -> proxy.retryAttempts().map(retries -> retries + 1))
                                .orElseGet(() -> in.get(MAX_ATTEMPTS)),
                        in.get(BUDGET),
                        in.find(DELAY)
                                .or(proxy::retryDelay)
                                .or(() -> proxy.retryAttempts().map(retries -> CCGATE_DELAY))
                                .orElseGet(() -> in.get(DELAY))),
                MAX_ATTEMPTS,
                BUDGET,
                DELAY);
        Key<Retry> retry =
                Key.of("retry", retryShape, "Failover within one request.").or(Map.of());
        return Shape.of(
                "How an upstream is chosen.",
                in -> new LoadBalancerConfig(
                        in.get(STRATEGY),
                        in.get(HEALTH_CHECK_ENABLED),
                        in.get(FAILOVER_ENABLED),
                        in.get(SESSION_AFFINITY),
                        in.get(retry)),
                STRATEGY,
                HEALTH_CHECK_ENABLED,
                FAILOVER_ENABLED,
                SESSION_AFFINITY,
                retry);
    }
}
