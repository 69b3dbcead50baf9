package io.ccgate.balance;

import io.ccgate.balance.BalanceEvent.ProviderBlacklist;
import io.ccgate.balance.BalanceEvent.ProviderCooling;
import io.ccgate.balance.BalanceEvent.ProviderFailure;
import io.ccgate.balance.BalanceEvent.ProviderRecovery;
import io.ccgate.balance.Outcome.Failed;
import io.ccgate.balance.Standing.Out;
import io.ccgate.config.model.UpstreamConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * What the end of an attempt means for its upstream.
 *
 * <table>
 * <caption>Consequences</caption>
 * <tr><td>served</td><td>the row of failures ends, the upstream is in service</td></tr>
 * <tr><td>client's fault, cancelled</td><td>nothing</td></tr>
 * <tr><td>rate limited</td><td>this model rests: as long as asked, else 30 s or {@code blacklistFor} if that is less</td></tr>
 * <tr><td>credential</td><td>counts; the upstream rests at once: as long as asked, else the same</td></tr>
 * <tr><td>every other failure</td><td>counts; the upstream rests only if it asked to be left alone</td></tr>
 * <tr><td>{@code failureThreshold} in a row</td><td>blacklisted for {@code blacklistFor}, or as long as asked when longer</td></tr>
 * </table>
 */
final class Verdicts {
    private static final Duration RATE_LIMIT_REST = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Consumer<BalanceEvent> events;

    Verdicts(LongSupplier nanoTime, InstantSource clock, Consumer<BalanceEvent> events) {
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.events = events;
    }

    void judge(Lease lease, Outcome outcome) {
        if (outcome instanceof Outcome.Served) {
            served(lease);
        } else if (outcome instanceof Failed failed) {
            failed(lease, failed);
        }
        if (lease.trial()) {
            // Neither served nor failed: the next request may try.
            change(
                    lease.candidate().state(),
                    standing -> lease.began() - standing.outSince() >= 0 ? standing.withTrial(false) : standing);
        }
    }

    void served(Lease lease) {
        UpstreamState state = lease.candidate().state();
        state.cooling().lift(lease.candidate().model(), lease.began());
        if (!state.standing().isGood()) {
            change(state, standing -> standing.served(lease.began()));
        }
    }

    private void failed(Lease lease, Failed failed) {
        UpstreamState state = lease.candidate().state();
        UpstreamConfig upstream = lease.candidate().upstream();
        long now = nanoTime.getAsLong();
        if (failed.failure() == FailureClass.RATE_LIMITED) {
            tell(state, failed, state.consecutiveFailures());
            cool(lease, failed, now);
            return;
        }
        Standing next = change(
                state,
                standing -> standing.failed(
                        failed.failure(),
                        failed.retryAfter(),
                        lease.began(),
                        now,
                        upstream.failureThreshold(),
                        upstream.blacklistFor()));
        tell(state, failed, next.failures());
    }

    private void cool(Lease lease, Failed failed, long now) {
        UpstreamState state = lease.candidate().state();
        Duration blacklistFor = lease.candidate().upstream().blacklistFor();
        Duration asked = failed.retryAfter();
        Duration rest =
                asked != null ? asked : RATE_LIMIT_REST.compareTo(blacklistFor) <= 0 ? RATE_LIMIT_REST : blacklistFor;
        String model = lease.candidate().model();
        state.cooling().rest(model, now, now + rest.toNanos());
        events.accept(new ProviderCooling(
                state.id(), clock.instant(), model, clock.instant().plus(rest)));
    }

    private void tell(UpstreamState state, Failed failed, int inARow) {
        events.accept(new ProviderFailure(state.id(), clock.instant(), failed.failure(), inARow));
    }

    /** Replaces a standing and reports what that changed in the upstream's service. */
    Standing change(UpstreamState state, UnaryOperator<Standing> rule) {
        Standing old;
        Standing next;
        do {
            old = state.standing();
            next = rule.apply(old);
        } while (!state.replace(old, next));
        if (next.isGood() && old.out() != Out.NO) {
            events.accept(new ProviderRecovery(state.id(), clock.instant()));
        } else if (next.out() != Out.NO && (old.out() == Out.NO || next.outSince() != old.outSince())) {
            var until = clock.instant().plusNanos(next.remaining(nanoTime.getAsLong()));
            events.accept(
                    next.out() == Out.BLACKLISTED
                            ? new ProviderBlacklist(state.id(), clock.instant(), next.failures(), until)
                            : new ProviderCooling(state.id(), clock.instant(), null, until));
        }
        return next;
    }
}
