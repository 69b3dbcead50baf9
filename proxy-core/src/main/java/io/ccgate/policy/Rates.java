package io.ccgate.policy;

import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What a tenant may do per minute and at a time. Requests and tokens come out of buckets that fill evenly over a minute, so that a
 * burst is served and a steady rate is kept; tokens are taken when they are known, at the end of a request. Counters survive a
 * reload. Any thread; a tenant's own lock is held for a few instructions.
 */
public final class Rates {
    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Counters> byTenant = new ConcurrentHashMap<>();

    public Rates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How full a tenant's buckets are, and how many of its requests run. */
    private static final class Counters {
        private double requests;
        private double tokens;
        private long filledAt;
        private boolean begun;
        private int running;

        void fill(Allowance limits, long now) {
            double minutes = begun ? (now - filledAt) / NANOS_PER_MINUTE : 1;
            double mostRequests = limits.requestsPerMinute();
            double mostTokens = limits.tokensPerMinute();
            requests = Math.min(mostRequests, requests + minutes * mostRequests);
            tokens = Math.min(mostTokens, tokens + minutes * mostTokens);
            filledAt = now;
            begun = true;
        }
    }

    /** Whether a tenant has any such limit; without one, nothing is counted. */
    public static boolean apply(TenantConfig tenant) {
        Allowance limits = tenant.limits().usual();
        return limits.requestsPerMinute() > 0 || limits.tokensPerMinute() > 0 || limits.maxConcurrent() > 0;
    }

    /** Takes a place for a request, or says why there is none. A place that was taken is given back by {@link #end}. */
    public Optional<GatewayError> begin(TenantConfig tenant) {
        Allowance limits = tenant.limits().usual();
        Counters counters = byTenant.computeIfAbsent(tenant.id(), id -> new Counters());
        synchronized (counters) {
            counters.fill(limits, nanoTime.getAsLong());
            if (limits.maxConcurrent() > 0 && counters.running >= limits.maxConcurrent()) {
                return refused("requests at a time", limits.maxConcurrent(), 1);
            }
            if (limits.tokensPerMinute() > 0 && counters.tokens <= 0) {
                return refused(
                        "tokens per minute",
                        limits.tokensPerMinute(),
                        wait(-counters.tokens, limits.tokensPerMinute()));
            }
            if (limits.requestsPerMinute() > 0) {
                if (counters.requests < 1) {
                    return refused(
                            "requests per minute",
                            limits.requestsPerMinute(),
                            wait(1 - counters.requests, limits.requestsPerMinute()));
                }
                counters.requests--;
            }
            counters.running++;
            return Optional.empty();
        }
    }

    /** A request that had a place has ended. */
    public void end(String tenantId, long tokens) {
        Counters counters = byTenant.get(tenantId);
        if (counters != null) {
            synchronized (counters) {
                counters.running--;
                counters.tokens -= tokens;
            }
        }
    }

    /** Whole seconds until a bucket that fills at so many a minute has so much more in it; at least one. */
    private static long wait(double missing, long perMinute) {
        double nanos = missing / perMinute * NANOS_PER_MINUTE;
        return Math.max(1, (long) Math.ceil(nanos / NANOS_PER_SECOND));
    }

    private static Optional<GatewayError> refused(String what, long limit, long retryAfterSeconds) {
        return Optional.of(GatewayErrors.tooManyRequests(
                "This key may use " + limit + " " + what + "; try again in " + retryAfterSeconds + " s.",
                retryAfterSeconds));
    }
}
