package io.ccgate.balance;

import io.ccgate.config.model.UpstreamConfig;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an upstream stands, for health pages and the admin API.
 *
 * @param healthy false when the last active health check failed; true when none ran
 * @param available whether a request would be offered to it now (its concurrency limit aside)
 * @param blacklistedUntil null when it is not blacklisted
 * @param coolingUntil while all of it rests without being blacklisted; null when it does not
 * @param coolingModels the upstream's names of the models at their rate limit, and until when
 */
public record UpstreamView(
        String id,
        String name,
        boolean enabled,
        boolean healthy,
        boolean available,
        @Nullable Instant blacklistedUntil,
        @Nullable Instant coolingUntil,
        int consecutiveFailures,
        int inFlight,
        Map<String, Instant> coolingModels) {

    static UpstreamView of(UpstreamConfig upstream, UpstreamState state, boolean probed, long now, Instant clock) {
        Standing standing = state.standing();
        boolean healthy = !(probed && HealthSchedule.checked(upstream) && state.probeFailed());
        Instant until = standing.remaining(now) > 0 ? clock.plusNanos(standing.remaining(now)) : null;
        boolean blacklisted = standing.out() == Standing.Out.BLACKLISTED;
        Map<String, Instant> cooling = new TreeMap<>();
        state.cooling().forEach(now, (model, remaining) -> cooling.put(model, clock.plusNanos(remaining)));
        return new UpstreamView(
                upstream.id(),
                upstream.name(),
                upstream.enabled(),
                healthy,
                upstream.enabled() && healthy && standing.available(now),
                blacklisted ? until : null,
                blacklisted ? null : until,
                standing.failures(),
                state.inFlight(),
                cooling);
    }
}
