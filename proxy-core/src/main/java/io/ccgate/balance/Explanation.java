package io.ccgate.balance;

import io.ccgate.balance.Choice.Reason;
import io.ccgate.config.model.UpstreamConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of every upstream what {@link Balancer#choose} would make of it. Takes no turn and binds no session. */
final class Explanation {
    private final Routes routes;
    private final Selection selection;
    private final @Nullable String bound;
    private final Function<Candidate, @Nullable Ground> outBecause;

    /**
     * @param bound id of the upstream that the session is at; null when it is at none
     * @param outBecause what keeps a candidate out just now; null when nothing does
     */
    Explanation(
            Routes routes,
            Selection selection,
            @Nullable String bound,
            Function<Candidate, @Nullable Ground> outBecause) {
        this.routes = routes;
        this.selection = selection;
        this.bound = bound;
        this.outBecause = outBecause;
    }

    /** Those that would be tried in order, then the others in the file's order. */
    List<Standpoint> all() {
        List<Standpoint> tried = new ArrayList<>();
        List<Standpoint> leftOut = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (Member member : ordered(routes.pool(selection).members())) {
            Candidate candidate = member.candidate();
            UpstreamConfig upstream = candidate.upstream();
            members.add(upstream.id());
            Ground out = outBecause.apply(candidate);
            if (out == null) {
                tried.add(new Standpoint(upstream, candidate.model(), tried.size() + 1, why(member)));
            } else {
                leftOut.add(new Standpoint(upstream, candidate.model(), 0, out));
            }
        }
        tried.addAll(leftOut);
        for (UpstreamConfig upstream : routes.upstreams()) {
            Reason refusal = members.contains(upstream.id()) ? null : routes.refusal(upstream, selection);
            if (refusal != null) {
                tried.add(new Standpoint(upstream, selection.model(), 0, words(refusal)));
            }
        }
        return tried;
    }

    /** A session's own upstream comes first, but not before those of a better rank. */
    private List<Member> ordered(List<Member> members) {
        List<Member> ordered = new ArrayList<>(members);
        for (Member member : members) {
            if (isBound(member) && member.rank() == members.get(0).rank()) {
                ordered.remove(member);
                ordered.add(0, member);
            }
        }
        return ordered;
    }

    private boolean isBound(Member member) {
        return member.candidate().upstream().id().equals(bound);
    }

    private Ground why(Member member) {
        if (isBound(member)) {
            return Ground.of("session", "the session is here, where its cache is");
        }
        if (member.candidate().guess()) {
            return Ground.of("guess", "a guess: it lists no models, and another maker's name is asked for");
        }
        String strategy =
                routes.snapshot().config().loadBalancer().strategy().name().toLowerCase(Locale.ROOT);
        return Ground.of(
                "serves", "strategy", strategy, "serves the model; " + strategy + " orders those of the same rank");
    }

    private static Ground words(Reason reason) {
        return switch (reason) {
            case NONE_ENABLED -> Ground.of("off", "it is switched off");
            case NONE_FOR_TENANT -> Ground.of("tenant", "'upstreams' of the tenant leaves it out");
            case NONE_FOR_PROTOCOL -> Ground.of("protocol", "it does not speak the protocol");
            case NONE_FOR_AGENT -> Ground.of("agent", "'agents' of the upstream leaves this agent out");
            case NONE_FOR_MODEL -> Ground.of("model", "its 'allowedModels' or 'blockedModels' leave this model out");
            default -> Ground.of("out", "it is not in service");
        };
    }
}
