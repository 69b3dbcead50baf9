package io.ccgate.admin;

import io.ccgate.balance.Balancer;
import io.ccgate.balance.UpstreamView;
import io.ccgate.config.check.Finding;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.config.snapshot.ConfigStore;
import io.ccgate.config.snapshot.ReloadStatus;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.journal.JournalHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What a running gateway knows of itself. Any thread. */
public final class GatewayStatus {
    private final String version;
    private final InstantSource clock;
    private final Instant startedAt;
    private final ConfigStore store;
    private final Balancer balancer;
    private final UsageBooks books;
    private final IntSupplier activeRequests;
    private final BooleanSupplier draining;
    private final Observation observation;

    public GatewayStatus(
            String version,
            InstantSource clock,
            ConfigStore store,
            Balancer balancer,
            UsageBooks books,
            IntSupplier activeRequests,
            BooleanSupplier draining,
            Observation observation) {
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.store = store;
        this.balancer = balancer;
        this.books = books;
        this.activeRequests = activeRequests;
        this.draining = draining;
        this.observation = observation;
    }

    public Instant now() {
        return clock.instant();
    }

    public Duration uptime() {
        return Duration.between(startedAt, clock.instant());
    }

    public ConfigSnapshot snapshot() {
        return store.current();
    }

    public ReloadStatus lastReload() {
        return store.lastReload();
    }

    public int activeRequests() {
        return activeRequests.getAsInt();
    }

    public Balancer balancer() {
        return balancer;
    }

    public UsageBooks books() {
        return books;
    }

    /** What is counted while it serves. */
    public Observation observation() {
        return observation;
    }

    public boolean draining() {
        return draining.getAsBoolean();
    }

    /** All of it, for the administrator. */
    public HealthFacts facts() {
        ConfigSnapshot snapshot = store.current();
        JournalHealth journal = books.health();
        return new HealthFacts(
                version,
                snapshot.revision(),
                snapshot.hash(),
                snapshot.loadedAt(),
                snapshot.warnings().size(),
                rejected(store.lastReload()),
                journal.problem(),
                journal.queued(),
                activeRequests.getAsInt(),
                balancer.views().stream().map(GatewayStatus::upstream).toList());
    }

    private static List<String> rejected(ReloadStatus status) {
        return status.ok()
                ? List.of()
                : status.findings().stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .map(FindingFormat::line)
                        .toList();
    }

    private static HealthFacts.Upstream upstream(UpstreamView view) {
        return new HealthFacts.Upstream(
                view.id(),
                view.enabled(),
                view.healthy() && view.available(),
                view.inFlight(),
                view.consecutiveFailures(),
                Optional.ofNullable(view.blacklistedUntil() != null ? view.blacklistedUntil() : view.coolingUntil()));
    }
}
