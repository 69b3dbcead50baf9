package io.ccgate.balance;

import io.ccgate.balance.BalanceEvent.ProviderHealth;
import io.ccgate.balance.BalanceEvent.ProviderSwitch;
import io.ccgate.balance.Choice.Candidates;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides which upstream a request goes to, and learns from how it went. One instance serves all event loops; no method
 * waits for anything but a lock held for a few additions.
 *
 * <p>The way of one request: {@link #choose}; for each candidate in turn {@link #begin}, {@link Lease#answered} at the
 * first content, {@link Lease#end}. When every candidate has failed, {@code choose} again without those tried: what is
 * left then is out of service, and comes ordered by who recovers first.
 */
public final class Balancer {
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final BiPredicate<Protocol, Protocol> serves;
    private final Consumer<BalanceEvent> events;
    private final Map<String, UpstreamState> states = new ConcurrentHashMap<>();
    private final Affinity affinity;
    private final Verdicts verdicts;
    private final HealthSchedule health;
    private volatile @Nullable Routes current;
    private volatile @Nullable Routes previous;

    /** Serves each protocol only by upstreams of the same, and tells nobody what happens. */
    public Balancer(LongSupplier nanoTime, InstantSource clock, RandomGenerator random) {
        this(nanoTime, clock, random, (client, upstream) -> client == upstream, event -> {});
    }

    /**
     * @param nanoTime monotonic clock in nanoseconds, for every duration
     * @param clock wall clock, only for what people read
     * @param random safe from any thread
     * @param serves whether a client's protocol (first) can be served by an upstream's (second)
     * @param events called on the thread that caused the event; must not block
     */
    public Balancer(
            LongSupplier nanoTime,
            InstantSource clock,
            RandomGenerator random,
            BiPredicate<Protocol, Protocol> serves,
            Consumer<BalanceEvent> events) {
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.random = random;
        this.serves = serves;
        this.events = events;
        this.affinity = new Affinity(nanoTime);
        this.verdicts = new Verdicts(nanoTime, clock, events);
        this.health = new HealthSchedule(nanoTime);
    }

    /**
     * Takes over a configuration. An upstream keeps its state as long as its id stays; one that is gone is forgotten
     * once its last request has ended. Requests under way may go on choosing with the snapshot they began with.
     */
    public synchronized void apply(ConfigSnapshot snapshot) {
        Set<String> known = new HashSet<>();
        for (UpstreamConfig upstream : snapshot.config().upstreams()) {
            known.add(upstream.id());
            states.compute(upstream.id(), (id, state) -> {
                UpstreamState kept = state == null ? new UpstreamState(id) : state;
                kept.setRetired(false);
                return kept;
            });
        }
        for (UpstreamState state : states.values()) {
            if (!known.contains(state.id())) {
                state.setRetired(true);
                forgetIfIdle(state);
            }
        }
        affinity.apply(snapshot.config().loadBalancer().sessionAffinity());
        health.apply(snapshot);
        previous = current;
        current = new Routes(snapshot, this::state, serves, random);
    }

    /**
     * The upstreams to try for one request, best first: those that have the model, as the strategy orders them, then those that
     * may have it, then mere guesses.
     *
     * @param snapshot the one the exchange began with
     * @param eligible false for upstreams to leave out, as a rule those already tried
     */
    public Choice choose(ConfigSnapshot snapshot, Selection selection, Predicate<UpstreamConfig> eligible) {
        Pool pool = routes(snapshot).pool(selection);
        if (pool.empty() != null) {
            return pool.empty();
        }
        boolean probed = snapshot.config().loadBalancer().healthCheckEnabled();
        long now = nanoTime.getAsLong();
        Member[] open = new Member[pool.members().size()];
        int count = 0;
        boolean anyKnown = false;
        for (Member member : pool.members()) {
            UpstreamConfig upstream = member.candidate().upstream();
            if (!eligible.test(upstream)) {
                continue;
            }
            anyKnown |= !member.candidate().guess();
            if (member.candidate().state().hasRoom(upstream.maxConcurrent())
                    && inService(member.candidate(), probed, now)) {
                open[count++] = member;
            }
        }
        boolean onlyGuesses = anyKnown && (count == 0 || open[0].candidate().guess());
        if (count == 0 || onlyGuesses) {
            boolean failover = snapshot.config().loadBalancer().failoverEnabled();
            return LastResort.of(pool, eligible, failover, now);
        }
        arrange(pool.ordering(), open, count, selection);
        Candidate[] inOrder = new Candidate[count];
        for (int i = 0; i < count; i++) {
            inOrder[i] = open[i].candidate();
        }
        return new Candidates(Collections.unmodifiableList(Arrays.asList(inOrder)), false);
    }

    /**
     * What {@link #choose} would make of each upstream and why: those that would be tried in order, then the others. Changes nothing, so
     * turns and random choices among equals may fall otherwise for the next request.
     */
    public List<Standpoint> explain(ConfigSnapshot snapshot, Selection selection) {
        boolean probed = snapshot.config().loadBalancer().healthCheckEnabled();
        long now = nanoTime.getAsLong();
        return new Explanation(routes(snapshot), selection, affinity.upstream(selection), candidate -> {
                    if (!candidate.state().hasRoom(candidate.upstream().maxConcurrent())) {
                        return Ground.of("full", "it runs as many requests as 'maxConcurrent' allows");
                    }
                    return inService(candidate, probed, now)
                            ? null
                            : Ground.of(
                                    "out", "it is out of service: blacklisted, resting or failing its health check");
                })
                .all();
    }

    /** Those of the first rank share the work by turns and sessions; every other rank is only a fallback. */
    private void arrange(Ordering ordering, Member[] open, int count, Selection selection) {
        if (count == 1) {
            return;
        }
        String bound = affinity.upstream(selection);
        int first = endOfRank(open, 0, count);
        int sticky = bound == null ? -1 : indexOf(open, first, bound);
        int from = 0;
        if (sticky >= 0) {
            Member own = open[sticky];
            System.arraycopy(open, 0, open, 1, sticky);
            open[0] = own;
            from = 1;
        }
        ordering.arrange(open, from, first, sticky < 0);
        for (int at = first; at < count; ) {
            int end = endOfRank(open, at, count);
            ordering.arrange(open, at, end, false);
            at = end;
        }
        if (bound == null) {
            affinity.suggest(selection, open[0].candidate().upstream().id());
        }
    }

    private static int endOfRank(Member[] members, int from, int to) {
        int end = from + 1;
        while (end < to && members[end].rank() == members[from].rank()) {
            end++;
        }
        return end;
    }

    private static int indexOf(Member[] members, int to, String id) {
        for (int i = 0; i < to; i++) {
            if (members[i].candidate().upstream().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean inService(Candidate candidate, boolean probed, long now) {
        UpstreamState state = candidate.state();
        return state.standing().available(now)
                && state.cooling().remaining(candidate.model(), now) <= 0
                && !(probed && state.probeFailed() && HealthSchedule.checked(candidate.upstream()));
    }

    /**
     * Takes a place at a candidate's upstream.
     *
     * @return empty when it runs {@code maxConcurrent} requests by now: go on with the next candidate
     */
    public Optional<Lease> begin(Candidate candidate) {
        UpstreamState state = candidate.state();
        if (!state.enter(candidate.upstream().maxConcurrent())) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        Standing standing = state.standing();
        boolean trial = standing.wantsTrial(now) && state.replace(standing, standing.withTrial(true));
        return Optional.of(new Lease(this, candidate, now, trial));
    }

    /** The candidate served the session: from now on the session's requests for this model prefer it. */
    public void succeeded(Candidate candidate, Selection selection) {
        String id = candidate.upstream().id();
        String from = affinity.bind(selection, id);
        if (from != null) {
            events.accept(new ProviderSwitch(id, clock.instant(), from));
        }
    }

    void answered(Lease lease) {
        verdicts.served(lease);
    }

    void ended(Lease lease, Outcome outcome) {
        UpstreamState state = lease.candidate().state();
        verdicts.judge(lease, outcome);
        if (state.leave() == 0 && state.retired()) {
            forgetIfIdle(state);
        }
    }

    /** When to send which active health check; report each result to {@link #healthy}. */
    public HealthSchedule health() {
        return health;
    }

    /** The result of an active health check. */
    public void healthy(String id, boolean healthy) {
        health.finished(id);
        UpstreamState state = states.get(id);
        if (state != null && state.setProbeFailed(!healthy)) {
            events.accept(new ProviderHealth(id, clock.instant(), healthy));
        }
    }

    /** Sessions that stay with an upstream, about. */
    public long sessions() {
        return affinity.size();
    }

    /** All upstreams of the configuration in force, in the file's order. */
    public List<UpstreamView> views() {
        Routes routes = current;
        if (routes == null) {
            return List.of();
        }
        boolean probed = routes.snapshot().config().loadBalancer().healthCheckEnabled();
        long now = nanoTime.getAsLong();
        return routes.upstreams().stream()
                .map(upstream -> UpstreamView.of(upstream, state(upstream.id()), probed, now, clock.instant()))
                .toList();
    }

    /**
     * Ends the row of failures; a blacklist stays.
     *
     * @return false when there is no such upstream
     */
    public boolean resetFailures(String id) {
        UpstreamState state = states.get(id);
        if (state == null) {
            return false;
        }
        verdicts.change(state, Standing::withoutFailures);
        return true;
    }

    /**
     * Puts an upstream back into service with a clean record.
     *
     * @return false when there is no such upstream
     */
    public boolean unblacklist(String id) {
        UpstreamState state = states.get(id);
        if (state == null) {
            return false;
        }
        state.cooling().clear();
        verdicts.change(state, standing -> Standing.GOOD);
        return true;
    }

    private Routes routes(ConfigSnapshot snapshot) {
        Routes now = current;
        if (now != null && now.isOf(snapshot)) {
            return now;
        }
        Routes before = previous;
        if (before != null && before.isOf(snapshot)) {
            return before;
        }
        // An exchange older than the last two configurations: rare enough to work it out anew.
        return new Routes(snapshot, this::state, serves, random);
    }

    private UpstreamState state(String id) {
        return states.computeIfAbsent(id, UpstreamState::new);
    }

    private void forgetIfIdle(UpstreamState state) {
        states.computeIfPresent(
                state.id(), (id, kept) -> kept == state && kept.retired() && kept.inFlight() == 0 ? null : kept);
    }
}
