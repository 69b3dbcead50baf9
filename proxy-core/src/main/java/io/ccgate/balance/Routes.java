package io.ccgate.balance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ccgate.balance.Choice.NoCandidate;
import io.ccgate.balance.Choice.Reason;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.error.ErrorWords;
import io.ccgate.error.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The routing table of one snapshot. Pattern matching is done once for each kind of request and remembered, so that a
 * request costs one look-up however many upstreams and patterns there are.
 */
final class Routes {
    /** Clients choose model names, so what they make us remember is bounded in number and in size. */
    private static final int MOST_POOLS = 4096;

    private static final int LONGEST_REMEMBERED_MODEL = 128;

    private final ConfigSnapshot snapshot;
    private final List<UpstreamConfig> upstreams;
    private final List<UpstreamState> states;
    private final BiPredicate<Protocol, Protocol> serves;
    private final RandomGenerator random;
    private final Cache<Kind, Pool> pools = Caffeine.newBuilder()
            .maximumSize(MOST_POOLS)
            .executor(Runnable::run)
            .build();
    private final Map<BitSet, Ordering> orderings = new ConcurrentHashMap<>();

    private record Kind(String tenant, @Nullable Protocol protocol, Agent agent, String model) {}

    Routes(
            ConfigSnapshot snapshot,
            Function<String, UpstreamState> states,
            BiPredicate<Protocol, Protocol> serves,
            RandomGenerator random) {
        this.snapshot = snapshot;
        this.upstreams = snapshot.config().upstreams();
        this.states = upstreams.stream().map(u -> states.apply(u.id())).toList();
        this.serves = serves;
        this.random = random;
    }

    // A snapshot is one object for its whole life; comparing all of its content would cost more than the routing.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(ConfigSnapshot other) {
        return snapshot == other;
    }

    ConfigSnapshot snapshot() {
        return snapshot;
    }

    List<UpstreamConfig> upstreams() {
        return upstreams;
    }

    UpstreamState state(int index) {
        return states.get(index);
    }

    Pool pool(Selection selection) {
        if (selection.model().length() > LONGEST_REMEMBERED_MODEL) {
            return build(selection);
        }
        Kind kind = new Kind(selection.tenant().id(), selection.protocol(), selection.agent(), selection.model());
        Pool known = pools.getIfPresent(kind);
        return known != null ? known : pools.get(kind, k -> build(selection));
    }

    private Pool build(Selection selection) {
        Reason furthest = Reason.NONE_ENABLED;
        List<Member> members = new ArrayList<>();
        BitSet indexes = new BitSet();
        for (int i = 0; i < upstreams.size(); i++) {
            UpstreamConfig upstream = upstreams.get(i);
            Reason refused = refusal(upstream, selection);
            if (refused != null) {
                furthest = refused.compareTo(furthest) > 0 ? refused : furthest;
                continue;
            }
            String model = selection.model();
            Fit fit = fit(upstream, model);
            Candidate candidate = new Candidate(upstream, rewritten(upstream, model), fit == Fit.GUESS, states.get(i));
            boolean nativeProtocol = isNative(upstream, selection);
            boolean twin = !nativeProtocol && fit == Fit.OWN && hasTwin(upstream, selection);
            members.add(new Member(candidate, i, Member.rank(fit, nativeProtocol, twin)));
            indexes.set(i);
        }
        members.sort(Comparator.comparingInt(Member::rank));
        Ordering ordering = orderings.computeIfAbsent(
                indexes, k -> Ordering.of(snapshot.config().loadBalancer().strategy(), upstreams.size(), random));
        NoCandidate empty = members.isEmpty() ? refused(furthest, selection) : null;
        return new Pool(List.copyOf(members), ordering, empty);
    }

    private static Fit fit(UpstreamConfig upstream, String model) {
        return model.isEmpty() ? Fit.POSSIBLE : Suitability.of(upstream, model);
    }

    private static boolean isNative(UpstreamConfig upstream, Selection selection) {
        return selection.protocol() == null || selection.protocol() == upstream.protocol();
    }

    /** Providers offer the same models at several paths of one host, each in another protocol. */
    private boolean hasTwin(UpstreamConfig foreign, Selection selection) {
        for (UpstreamConfig other : upstreams) {
            if (isNative(other, selection)
                    && refusal(other, selection) == null
                    && fit(other, selection.model()) == Fit.OWN
                    && Objects.equals(other.url().getAuthority(), foreign.url().getAuthority())) {
                return true;
            }
        }
        return false;
    }

    /** The first thing that keeps this upstream out, in the order of {@link Reason}; null when nothing does. */
    @Nullable
    Reason refusal(UpstreamConfig upstream, Selection selection) {
        if (!upstream.enabled()) {
            return Reason.NONE_ENABLED;
        }
        if (!belongsTo(upstream, selection.tenant())) {
            return Reason.NONE_FOR_TENANT;
        }
        if (selection.protocol() != null && !serves.test(selection.protocol(), upstream.protocol())) {
            return Reason.NONE_FOR_PROTOCOL;
        }
        if (!upstream.agents().isEmpty() && !upstream.agents().contains(selection.agent())) {
            return Reason.NONE_FOR_AGENT;
        }
        return selection.model().isEmpty() || offers(upstream, selection.model()) ? null : Reason.NONE_FOR_MODEL;
    }

    private static boolean belongsTo(UpstreamConfig upstream, TenantConfig tenant) {
        return tenant.upstreams().isEmpty() || matchesAny(tenant.upstreams(), upstream.id());
    }

    /** Both names count, the client's and the upstream's own: an operator may list either. */
    private static boolean offers(UpstreamConfig upstream, String model) {
        String own = rewritten(upstream, model);
        if (matchesAny(upstream.blockedModels(), model) || matchesAny(upstream.blockedModels(), own)) {
            return false;
        }
        List<ModelPattern> allowed = upstream.allowedModels();
        return allowed.isEmpty() || matchesAny(allowed, model) || matchesAny(allowed, own);
    }

    private static String rewritten(UpstreamConfig upstream, String model) {
        for (ModelRule rule : upstream.models()) {
            if (!model.isEmpty() && rule.pattern().matches(model)) {
                return rule.target();
            }
        }
        return model;
    }

    private static boolean matchesAny(List<ModelPattern> patterns, String text) {
        for (ModelPattern pattern : patterns) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return false;
    }

    private static NoCandidate refused(Reason reason, Selection selection) {
        Protocol protocol = selection.protocol();
        Words words = switch (reason) {
            case NONE_FOR_TENANT -> ErrorWords.NO_UPSTREAM_FOR_KEY;
            case NONE_FOR_PROTOCOL -> ErrorWords.noUpstreamForProtocol(protocol == null ? null : protocol.id());
            case NONE_FOR_AGENT ->
                ErrorWords.noUpstreamForAgent(selection.agent().id());
            case NONE_FOR_MODEL -> ErrorWords.noUpstreamForModel(selection.model());
            default -> ErrorWords.NO_UPSTREAM;
        };
        return new NoCandidate(reason, words, null);
    }
}
