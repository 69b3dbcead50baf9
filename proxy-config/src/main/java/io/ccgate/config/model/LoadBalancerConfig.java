package io.ccgate.config.model;

import java.time.Duration;

/**
 * How an upstream is chosen.
 *
 * @param failoverEnabled true: when no upstream is healthy, try the least bad one; false: answer 503
 */
public record LoadBalancerConfig(
        Strategy strategy,
        boolean healthCheckEnabled,
        boolean failoverEnabled,
        SessionAffinity sessionAffinity,
        Retry retry) {

    /** Order in which candidates are tried. */
    public enum Strategy {
        AVAILABILITY_FIRST,
        ROUND_ROBIN,
        WEIGHTED_ROUND_ROBIN,
        RANDOM,
        WEIGHTED_RANDOM,
        LEAST_CONNECTIONS
    }

    /** Whether a session stays with its upstream, and how long after its last request. */
    public record SessionAffinity(boolean enabled, Duration ttl) {}

    /**
     * Failover within one request.
     *
     * @param maxAttempts attempts over all upstreams; 1 or more
     * @param budget no attempt follows one that began later than this, and none is waited for beyond it
     * @param delay pause before upstreams that failed are asked again, when all have been asked; zero: they are not
     */
    public record Retry(int maxAttempts, Duration budget, Duration delay) {}
}
