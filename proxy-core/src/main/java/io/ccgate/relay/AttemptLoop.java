package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.Lease;
import io.ccgate.balance.Outcome.ClientFault;
import io.ccgate.balance.Selection;
import io.ccgate.config.model.LoadBalancerConfig.Retry;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.Outcome;
import io.ccgate.exchange.Passport;
import io.ccgate.exchange.Progress;
import io.ccgate.exchange.Stamp;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.TokenCount;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.NativeThoughts;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.model.Failure;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.AttemptSteps;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.UsageEstimate;
import io.ccgate.usage.meter.Reading;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes an exchange from its first attempt to its end. The whole retry rule stands here: another upstream is tried as long as the
 * client has seen nothing, is still there, attempts are left, and the attempt that failed began within the time budget. Confined to
 * the exchange's event loop.
 */
public final class AttemptLoop implements Progress {
    /** The provider has the request and may bill it, but gave no sign before it was given up. */
    private static final Reading NOTHING_SEEN = new Reading(TokenUsage.NONE, false, false, null, 0);

    private static final String UPSTREAM_CUT = "upstream_cut";
    private static final String UPSTREAM_STATUS = "upstream_status";

    private final RelayServices services;
    private final Exchange exchange;
    private final Selection selection;
    private final EventLoop loop;
    private final List<Candidate> candidates;
    private final Retry retry;
    private final long startedAt;

    private int next;
    private int tried;
    private @Nullable Attempt attempt;
    private @Nullable FailedAnswer bestAnswer;
    private @Nullable Candidate lastTried;
    private @Nullable GatewayError lastFailure;

    public AttemptLoop(RelayServices services, Exchange exchange, Selection selection, EventLoop loop) {
        this.services = services;
        this.exchange = exchange;
        this.selection = selection;
        this.loop = loop;
        this.candidates = exchange.candidates().inOrder();
        this.retry = exchange.inForce().config().loadBalancer().retry();
        this.startedAt = services.nanoTime().getAsLong();
    }

    public void start() {
        exchange.servedBy(this);
        next();
    }

    private void next() {
        Lease lease = nextLease();
        if (lease == null) {
            attempt = null;
            concludeWithout(GatewayErrors.allUpstreamsBusy());
            return;
        }
        begin(lease, false);
    }

    private void begin(Lease lease, boolean bare) {
        Attempt begun = new Attempt(this, services, exchange, lease, loop, bare);
        attempt = begun;
        begun.start();
    }

    /** The next candidate that has room; another exchange may have taken the last place since the choice. */
    private @Nullable Lease nextLease() {
        while (next < candidates.size()) {
            Optional<Lease> lease = services.balancer().begin(candidates.get(next++));
            if (lease.isPresent()) {
                tried++;
                return lease.get();
            }
        }
        return null;
    }

    Selection selection() {
        return selection;
    }

    /** Whether another upstream may be asked after an attempt that began at the given time. */
    boolean mayTryAnother(long attemptStartedAt) {
        return next < candidates.size()
                && tried < retry.maxAttempts()
                && attemptStartedAt - startedAt < retry.budget().toNanos();
    }

    /** Whether an error answer should be collected for comparison; otherwise it may go to the client as it comes. */
    boolean wantsErrorAnswers() {
        Attempt current = attempt;
        return tried > 1
                || exchange.isStreamOpen()
                || isModelList()
                || (current != null && mayTryAnother(current.startedAt()));
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

    // ---- what attempts report -------------------------------------------------------------------------------------

    void failed(Attempt failed, AttemptFailure failure) {
        note(failed, failure.status(), failure.error().code(), unserved(failed, failure));
        if (repairs(failed, failure)) {
            return;
        }
        Candidate candidate = failed.candidate();
        GatewayError error = failure.error();
        Candidate known = lastTried;
        GatewayError earlier = lastFailure;
        if (candidate.guess() && known != null && earlier != null) {
            // What an upstream says that was only a guess is no news beside the words of one that has the model.
            candidate = known;
            error = earlier;
        } else {
            bestAnswer = FailedAnswer.better(bestAnswer, failure.answer());
            lastTried = candidate;
            lastFailure = error;
        }
        boolean requestsOwnFault =
                failure.outcome() instanceof ClientFault && !failed.candidate().guess();
        if (!requestsOwnFault && mayTryAnother(failed.startedAt())) {
            next();
        } else {
            conclude(candidate, error);
        }
    }

    void served(Attempt served, @Nullable Reading reading) {
        int status = served.status();
        String error = reading == null ? null : reading.errorType();
        note(served, status, error, counted(served, reading, null));
        end(served.candidate(), status, status < 400 ? error : UPSTREAM_STATUS, served.payloadBytes());
        exchange.client().answered();
    }

    void broken(Attempt broken, GatewayError error, @Nullable Reading reading) {
        note(broken, broken.status(), error.code(), counted(broken, reading, UPSTREAM_CUT));
        end(broken.candidate(), broken.status(), error.code(), broken.payloadBytes());
    }

    /** No upstream served the request: the client gets the best of what they said, else what went wrong last. */
    private void conclude(Candidate last, GatewayError error) {
        attempt = null;
        FailedAnswer best = bestAnswer;
        if (isModelList()) {
            GatewayAnswer.modelList(exchange);
        } else if (isCount() && (best == null || mayBeEstimated(best.status()) || best.status() >= 500)) {
            estimateTokens(error);
        } else if (best != null && exchange.isStreamOpen()) {
            refuseInStream(best);
        } else if (best != null) {
            relay(best);
        } else {
            GatewayAnswer.refuse(exchange, error, last.upstream(), last.model(), spent(), estimatedBecause());
        }
    }

    private void concludeWithout(GatewayError error) {
        Candidate last = lastTried;
        if (last == null) {
            GatewayAnswer.refuse(exchange, error);
        } else {
            conclude(last, error);
        }
    }

    private void relay(FailedAnswer answer) {
        Candidate from = answer.candidate();
        int status = answer.status();
        int length = answer.body().length;
        AnswerHead head = answer.head();
        if (head == null) {
            Outcome outcome = new Outcome(
                    status, UPSTREAM_STATUS, from.upstream(), from.model(), spent(), estimatedBecause(), length);
            GatewayAnswer.send(exchange, status, "application/json", answer.headers(), answer.body(), outcome);
            return;
        }
        exchange.beginAnswer();
        exchange.client()
                .write(AnswerHeadWriter.write(
                        exchange,
                        head,
                        AnswerHeadWriter.Framing.AS_IS,
                        length,
                        from.upstream().name(),
                        AnswerRelay.credentialRefused(status)));
        Recording recording = exchange.recording();
        if (recording != null) {
            recording.answerBody(answer.body());
        }
        exchange.client().write(Unpooled.wrappedBuffer(answer.body()));
        end(from, status, UPSTREAM_STATUS, length);
        exchange.client().answered();
    }

    /** The client's stream is open already: it gets the upstream's words as an event. */
    private void refuseInStream(FailedAnswer answer) {
        Candidate from = answer.candidate();
        Failure said = FailureReader.http(from.upstream().protocol(), answer.status(), answer.body(), -1, false);
        GatewayError error = GatewayErrors.upstreamStreamError(answer.status(), said.message());
        GatewayAnswer.refuse(exchange, error, from.upstream(), from.model());
    }

    private boolean isCount() {
        return exchange.route().operation() == Operation.COUNT_TOKENS;
    }

    /** Whether the status says that this upstream counts no tokens: the gateway then estimates them. */
    boolean mayBeEstimated(int status) {
        return isCount() && (status == 404 || status == 405 || status == 501);
    }

    private void estimateTokens(GatewayError error) {
        ClientRequest read = exchange.conversation();
        Protocol client = exchange.protocol();
        byte[] body = read == null ? ByteBufUtil.getBytes(exchange.body().bytes()) : new byte[0];
        String target = exchange.route().upstreamPath();
        services.heavyWork()
                .run(
                        exchange.body().size(),
                        loop,
                        () -> {
                            ClientRequest conversation = read;
                            if (conversation == null
                                    && client != null
                                    && services.translator().read(client, body, target, false)
                                            instanceof io.ccgate.translate.Reading.Done<ClientRequest> done) {
                                conversation = done.value();
                            }
                            return conversation == null ? -1 : conversation.estimatedTokens();
                        },
                        tokens -> estimated(tokens, error),
                        fault -> estimated(-1, error));
    }

    private void estimated(long tokens, GatewayError error) {
        if (exchange.isEnded()) {
            return;
        }
        if (tokens < 0) {
            GatewayAnswer.refuse(exchange, error);
        } else {
            GatewayAnswer.estimate(exchange, TokenCount.answer(exchange.protocol(), tokens));
        }
    }

    private boolean isModelList() {
        Operation operation = exchange.route().operation();
        return operation == Operation.MODELS || operation == Operation.MODEL;
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
        if (running == null) {
            return;
        }
        boolean committed = running.committed();
        Reading reading = running.cancel(why);
        boolean ours = why.source() == GatewayError.Source.GATEWAY;
        Counted counted = counted(running, reading, ours ? "gateway_stopped" : "client_gone");
        note(running, running.status(), why.code(), counted);
        Candidate candidate = running.candidate();
        if (!committed && ours) {
            attempt = null;
            GatewayAnswer.refuse(exchange, why, candidate.upstream(), candidate.model(), spent(), estimatedBecause());
            return;
        }
        int status = committed ? running.status() : Outcome.CLIENT_GONE;
        end(candidate, status, why.code(), running.payloadBytes());
    }

    // ---- the record -----------------------------------------------------------------------------------------------

    private void note(Attempt noted, int status, @Nullable String error, Counted counted) {
        long now = services.nanoTime().getAsLong();
        long millis = TimeUnit.NANOSECONDS.toMillis(now - noted.startedAt());
        exchange.attempts()
                .add(new AttemptRecord(
                        noted.candidate().upstream().id(),
                        noted.candidate().model(),
                        status,
                        error,
                        millis,
                        counted.tokens(),
                        counted.estimatedBecause(),
                        steps(noted, now)));
    }

    /** The passport keeps the newest stamp of each kind: one from before this attempt began is an earlier attempt's. */
    private AttemptSteps steps(Attempt noted, long now) {
        Passport passport = exchange.passport();
        return new AttemptSteps(
                passport.micros(Stamp.STARTED, Stamp.ATTEMPT_STARTED),
                step(passport, noted, Stamp.CONNECTED),
                step(passport, noted, Stamp.REQUEST_SENT),
                step(passport, noted, Stamp.ANSWER_HEAD),
                step(passport, noted, Stamp.FIRST_CONTENT),
                TimeUnit.NANOSECONDS.toMicros(now - passport.at(Stamp.STARTED)));
    }

    private static long step(Passport passport, Attempt noted, Stamp stamp) {
        return passport.has(stamp) && passport.at(stamp) >= noted.startedAt()
                ? passport.micros(Stamp.STARTED, stamp)
                : -1;
    }

    /** @param estimatedBecause null when the tokens are the upstream's own whole account */
    private record Counted(TokenUsage tokens, @Nullable String estimatedBecause) {
        static final Counted NOTHING = new Counted(TokenUsage.NONE, null);
    }

    /**
     * What an attempt used that did not serve. An upstream that answered with an error, or broke off before it answered at all, charges
     * nothing; one that had begun to answer does, and so does one that still worked when it was given up.
     */
    private Counted unserved(Attempt failed, AttemptFailure failure) {
        Reading begun = failed.seen();
        if (begun != null) {
            return counted(failed, begun, UPSTREAM_CUT);
        }
        boolean givenUp = failure.status() == 0 && failure.error().type() == GatewayError.Type.TIMEOUT;
        return givenUp ? counted(failed, null, "upstream_timeout") : Counted.NOTHING;
    }

    /** What all attempts used together. */
    private TokenUsage spent() {
        List<AttemptRecord> attempts = exchange.attempts();
        TokenUsage spent = attempts.isEmpty()
                ? TokenUsage.NONE
                : attempts.get(attempts.size() - 1).tokens();
        for (int i = 0; i < attempts.size() - 1; i++) {
            spent = spent.plus(attempts.get(i).tokens());
        }
        return spent;
    }

    /** Why some of that is an estimate, the last attempt's reason first; null when all of it was told. */
    private @Nullable String estimatedBecause() {
        List<AttemptRecord> attempts = exchange.attempts();
        for (int i = attempts.size() - 1; i >= 0; i--) {
            String because = attempts.get(i).estimatedBecause();
            if (because != null) {
                return because;
            }
        }
        return null;
    }

    /** @param cutBecause why the answer is not whole; null when it is */
    private Counted counted(Attempt last, @Nullable Reading reading, @Nullable String cutBecause) {
        Reading seen = reading;
        if (seen == null && cutBecause != null && last.metered() && last.sent()) {
            seen = NOTHING_SEEN;
        }
        if (seen == null) {
            return Counted.NOTHING;
        }
        if (seen.usageSeen() && (seen.complete() || cutBecause == null)) {
            return new Counted(seen.usage(), null);
        }
        String because = UsageEstimate.because(seen);
        return new Counted(
                UsageEstimate.fill(seen, exchange.body().size()),
                because == null || cutBecause == null ? because : cutBecause);
    }

    private void end(Candidate candidate, int status, @Nullable String error, long bytes) {
        attempt = null;
        UpstreamConfig upstream = candidate.upstream();
        exchange.end(new Outcome(status, error, upstream, candidate.model(), spent(), estimatedBecause(), bytes));
    }
}
