package io.ccgate.balance;

import io.ccgate.balance.Choice.Candidates;
import io.ccgate.balance.Choice.NoCandidate;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A balancer in virtual time, with words for what happens to it. */
final class Scene {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    // The monotonic clock of a JVM may read anything: start just before it wraps.
    private static final long FIRST_READING =
            Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private final AtomicLong nanos = new AtomicLong(FIRST_READING);
    final List<BalanceEvent> events = new ArrayList<>();
    final Balancer balancer = new Balancer(
            nanos::get,
            () -> START.plusNanos(nanos.get() - FIRST_READING),
            new Random(42),
            (client, upstream) -> client == upstream || client == Protocol.CHAT,
            events::add);
    ConfigSnapshot snapshot;

    Scene(ConfigSnapshot snapshot) {
        this.snapshot = snapshot;
        balancer.apply(snapshot);
    }

    void reload(ConfigSnapshot next) {
        snapshot = next;
        balancer.apply(next);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static Selection request() {
        return request("claude-opus", null);
    }

    static Selection request(String model, @Nullable String session) {
        return request(Given.tenant("t"), model, session);
    }

    static Selection request(TenantConfig tenant, String model, @Nullable String session) {
        return new Selection(tenant, Protocol.ANTHROPIC, Agent.CLAUDE_CODE, model, session);
    }

    Candidates candidates(Selection selection) {
        return (Candidates) balancer.choose(snapshot, selection, upstream -> true);
    }

    NoCandidate none(Selection selection) {
        return (NoCandidate) balancer.choose(snapshot, selection, upstream -> true);
    }

    /** Ids in the order they would be tried. */
    String order(Selection selection) {
        return String.join(
                " ",
                candidates(selection).inOrder().stream()
                        .map(candidate -> candidate.upstream().id())
                        .toList());
    }

    String first(Selection selection) {
        return candidates(selection).inOrder().get(0).upstream().id();
    }

    Candidate candidate(String id) {
        return candidate(id, request());
    }

    Candidate candidate(String id, Selection selection) {
        return candidates(selection).inOrder().stream()
                .filter(candidate -> candidate.upstream().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Lease begin(String id) {
        return balancer.begin(candidate(id)).orElseThrow();
    }

    /** One whole attempt. */
    void attempt(String id, Outcome outcome) {
        begin(id).end(outcome);
    }

    UpstreamView view(String id) {
        return balancer.views().stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
