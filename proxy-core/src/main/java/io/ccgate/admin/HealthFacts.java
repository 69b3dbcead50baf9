package io.ccgate.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the administrator learns about a running gateway. No address and no key is in it.
 *
 * @param configHash digest of the files in force
 * @param reloadProblems why the newest edit was refused, each error on its own; empty when it is in force
 * @param journalProblem why usage records cannot be written; empty when they can
 * @param journalPending records not yet on disk
 */
public record HealthFacts(
        String version,
        long configRevision,
        String configHash,
        Instant configLoadedAt,
        int configWarnings,
        List<String> reloadProblems,
        Optional<String> journalProblem,
        long journalPending,
        int activeRequests,
        List<Upstream> upstreams) {

    /**
     * One upstream.
     *
     * @param failures in a row
     * @param outUntil when it may be tried again; empty when it may be tried now
     */
    public record Upstream(
            String id, boolean enabled, boolean healthy, int inFlight, int failures, Optional<Instant> outUntil) {}

    /** Whether something waits for the administrator. */
    public boolean degraded() {
        boolean someEnabled = upstreams.stream().anyMatch(Upstream::enabled);
        boolean noneHealthy = upstreams.stream().noneMatch(upstream -> upstream.enabled() && upstream.healthy());
        return !reloadProblems.isEmpty() || journalProblem.isPresent() || (someEnabled && noneHealthy);
    }
}
