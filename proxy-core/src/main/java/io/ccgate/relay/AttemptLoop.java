package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.Lease;
import io.ccgate.balance.Outcome.ClientFault;
import io.ccgate.balance.Selection;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Outcome;
import io.ccgate.exchange.Progress;
import io.ccgate.translate.NativeThoughts;
import io.ccgate.usage.meter.Reading;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes an exchange from its first attempt to its end: one attempt at a time, as the {@link RetryRule} says, until one serves the
 * client or none is left. Confined to the exchange's event loop.
 */
public final class AttemptLoop implements Progress {
    private final RelayServices services;
    private final Exchange exchange;
    private final Selection selection;
    private final EventLoop loop;
    private final RetryRule retries;
    private final AttemptAccounts accounts;
    private final Conclusion conclusion;

    private @Nullable Attempt attempt;
    private @Nullable Future<?> pause;

    public AttemptLoop(RelayServices services, Exchange exchange, Selection selection, EventLoop loop) {
        this.services = services;
        this.exchange = exchange;
        this.selection = selection;
        this.loop = loop;
        this.retries = new RetryRule(
                exchange.inForce().config().loadBalancer().retry(),
                exchange.candidates().inOrder(),
                now(),
                services.random());
        this.accounts = new AttemptAccounts(exchange, services.nanoTime());
        this.conclusion = new Conclusion(services, exchange, loop, accounts);
    }

    public void start() {
        exchange.servedBy(this);
        next();
    }

    private void next() {
        pause = null;
        Lease lease = nextLease();
        if (lease != null) {
            retries.began();
            begin(lease, false);
        } else if (!pauses()) {
            attempt = null;
            conclusion.answerBusy();
        }
    }

    /** The next candidate that has room; another exchange may have taken the last place since the choice. */
    private @Nullable Lease nextLease() {
        for (Candidate next = retries.next(); next != null; next = retries.next()) {
            Optional<Lease> lease = services.balancer().begin(next);
            if (lease.isPresent()) {
                return lease.get();
            }
        }
        return null;
    }

    private void begin(Lease lease, boolean bare) {
        Attempt begun = new Attempt(this, services, exchange, lease, loop, bare);
        attempt = begun;
        begun.start();
    }

    /** Waits before some upstreams are asked again; false when there is nothing to wait for. */
    private boolean pauses() {
        long nanos = retries.pause(now());
        if (nanos < 0) {
            return false;
        }
        attempt = null;
        pause = loop.schedule(this::next, nanos, TimeUnit.NANOSECONDS);
        return true;
    }

    // ---- what an attempt asks -------------------------------------------------------------------------------------

    Selection selection() {
        return selection;
    }

    /** Whether another attempt may follow this one, should it fail. */
    boolean mayTryAnother(Attempt running) {
        return retries.mayFollow(running.startedAt());
    }

    /** Whether an error answer should be collected for comparison; otherwise it may go to the client as it comes. */
    boolean wantsErrorAnswers() {
        Attempt current = attempt;
        return retries.attempts() > 1
                || exchange.isStreamOpen()
                || conclusion.isModelList()
                || (current != null && mayTryAnother(current));
    }

    boolean mayBeEstimated(int status) {
        return conclusion.mayBeEstimated(status);
    }

    // ---- what an attempt reports ----------------------------------------------------------------------------------

    void failed(Attempt failed, AttemptFailure failure) {
        accounts.failed(failed, failure);
        if (repairs(failed, failure)) {
            return;
        }
        Candidate candidate = failed.candidate();
        conclusion.remember(candidate, failure);
        retries.failed(candidate, failure.outcome(), now());
        boolean requestsOwnFault = failure.outcome() instanceof ClientFault && !candidate.guess();
        if (requestsOwnFault || !mayTryAnother(failed)) {
            conclude();
        } else if (retries.hasNext()) {
            next();
        } else if (!pauses()) {
            conclude();
        }
    }

    private void conclude() {
        attempt = null;
        conclusion.answer();
    }

    /** The same upstream again, without thoughts; false where that is not what it refused. */
    private boolean repairs(Attempt refused, AttemptFailure failure) {
        FailedAnswer said = failure.answer();
        if (failure.status() != 400
                || said == null
                || !refused.holdsThoughts()
                || !NativeThoughts.refused(400, new String(said.body(), StandardCharsets.UTF_8))) {
            return false;
        }
        Optional<Lease> lease = services.balancer().begin(refused.candidate());
        lease.ifPresent(again -> begin(again, true));
        return lease.isPresent();
    }

    void served(Attempt served, @Nullable Reading reading) {
        int status = served.status();
        String error = reading == null ? null : reading.errorType();
        accounts.served(served, error, reading);
        end(served.candidate(), status, status < 400 ? error : Conclusion.UPSTREAM_STATUS, served.payloadBytes());
        exchange.client().answered();
    }

    void broken(Attempt broken, GatewayError error, @Nullable Reading reading) {
        accounts.broken(broken, error, reading);
        end(broken.candidate(), broken.status(), error.code(), broken.payloadBytes());
    }

    private void end(Candidate last, int status, @Nullable String error, long bytes) {
        attempt = null;
        exchange.end(accounts.outcome(last, status, error, bytes));
    }

    // ---- what the client does -------------------------------------------------------------------------------------

    @Override
    public void clientWritable() {
        if (attempt != null) {
            attempt.clientWritable();
        }
    }

    @Override
    public void abandoned(GatewayError why) {
        Attempt running = attempt;
        boolean ours = why.source() == GatewayError.Source.GATEWAY;
        if (running != null) {
            boolean committed = running.committed();
            accounts.abandoned(running, why, running.cancel(why));
            if (committed) {
                end(running.candidate(), running.status(), why.code(), running.payloadBytes());
            } else {
                leave(running.candidate(), why, ours);
            }
            return;
        }
        Future<?> waiting = pause;
        Candidate last = conclusion.lastTried();
        if (waiting != null && last != null) {
            waiting.cancel(false);
            leave(last, why, ours);
        }
    }

    /** Ends an exchange whose client has seen nothing yet. */
    private void leave(Candidate last, GatewayError why, boolean ours) {
        attempt = null;
        pause = null;
        if (ours) {
            conclusion.refuse(why, last);
        } else {
            end(last, Outcome.CLIENT_GONE, why.code(), 0);
        }
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }
}
