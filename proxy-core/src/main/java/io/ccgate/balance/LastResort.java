package io.ccgate.balance;

import io.ccgate.balance.Choice.Candidates;
import io.ccgate.balance.Choice.NoCandidate;
import io.ccgate.balance.Choice.Reason;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.ErrorWords;
import io.ccgate.error.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is offered when nobody that has the model is in service: the least bad first, or the reason why there is nothing. */
final class LastResort {
    private LastResort() {}

    /** @param remaining nanoseconds until it is back; {@code Long.MAX_VALUE} when nobody knows */
    private record Ranked(Candidate candidate, long remaining) {}

    private static final Comparator<Ranked> LEAST_BAD_FIRST =
            Comparator.comparing((Ranked each) -> each.candidate().guess()).thenComparingLong(Ranked::remaining);

    /** @param failover whether the least bad may be tried at all */
    static Choice of(Pool pool, Predicate<UpstreamConfig> eligible, boolean failover, long now) {
        List<Ranked> ranked = new ArrayList<>();
        boolean busy = false;
        boolean knownBusy = false;
        boolean known = false;
        for (Member member : pool.members()) {
            Candidate candidate = member.candidate();
            UpstreamConfig upstream = candidate.upstream();
            if (!eligible.test(upstream)) {
                continue;
            }
            if (candidate.state().hasRoom(upstream.maxConcurrent())) {
                ranked.add(new Ranked(candidate, remaining(candidate, now)));
                known |= !candidate.guess();
            } else {
                busy = true;
                knownBusy |= !candidate.guess();
            }
        }
        if (knownBusy && !known) {
            // Those that have the model will have room again soon; a guess would only bring a wrong refusal.
            return none(Reason.ALL_BUSY, null);
        }
        ranked.sort(LEAST_BAD_FIRST);
        if (failover && !ranked.isEmpty()) {
            return new Candidates(ranked.stream().map(Ranked::candidate).toList(), true);
        }
        if (busy) {
            return none(Reason.ALL_BUSY, null);
        }
        return ranked.isEmpty()
                ? none(Reason.NONE_LEFT, null)
                : none(Reason.ALL_OUT, ranked.get(0).remaining());
    }

    /** A failed health check ends when the next one succeeds, and nobody knows when that is. */
    private static long remaining(Candidate candidate, long now) {
        UpstreamState state = candidate.state();
        if (state.probeFailed()) {
            return Long.MAX_VALUE;
        }
        long out = state.standing().remaining(now);
        return Math.max(0, Math.max(out, state.cooling().remaining(candidate.model(), now)));
    }

    private static NoCandidate none(Reason reason, @Nullable Long nanos) {
        Duration wait = nanos == null || nanos == Long.MAX_VALUE ? null : Duration.ofNanos(nanos);
        Words words = switch (reason) {
            case ALL_BUSY -> ErrorWords.EVERY_UPSTREAM_BUSY;
            case ALL_OUT -> ErrorWords.everyUpstreamOut(wait);
            default -> ErrorWords.EVERY_UPSTREAM_TRIED;
        };
        return new NoCandidate(reason, words, wait);
    }
}
