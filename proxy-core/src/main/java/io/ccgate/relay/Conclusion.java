package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.TokenCount;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.model.Failure;
import io.ccgate.upstream.AnswerHead;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * What the client gets when no upstream served its request: the best of what they said in their own words, else what went wrong last.
 * A list of models and a count of tokens the gateway can make itself. Confined to the exchange's event loop.
 */
final class Conclusion {
    static final String UPSTREAM_STATUS = "upstream_status";

    private final RelayServices services;
    private final Exchange exchange;
    private final EventLoop loop;
    private final AttemptAccounts accounts;

    private @Nullable FailedAnswer bestAnswer;
    private @Nullable Candidate lastTried;
    private @Nullable GatewayError lastFailure;

    Conclusion(RelayServices services, Exchange exchange, EventLoop loop, AttemptAccounts accounts) {
        this.services = services;
        this.exchange = exchange;
        this.loop = loop;
        this.accounts = accounts;
    }

    /** An attempt failed. What an upstream says that was only a guess is no news beside the words of one that has the model. */
    void remember(Candidate candidate, AttemptFailure failure) {
        if (candidate.guess() && lastTried != null) {
            return;
        }
        bestAnswer = FailedAnswer.better(bestAnswer, failure.answer());
        lastTried = candidate;
        lastFailure = failure.error();
    }

    /** The one that failed last; null when none was tried. */
    @Nullable
    Candidate lastTried() {
        return lastTried;
    }

    /** Whether the gateway has a list of models of its own, should no upstream give one. */
    boolean isModelList() {
        Operation operation = exchange.route().operation();
        return operation == Operation.MODELS || operation == Operation.MODEL;
    }

    /** Whether the status says that this upstream counts no tokens: the gateway then estimates them. */
    boolean mayBeEstimated(int status) {
        return isCount() && (status == 404 || status == 405 || status == 501);
    }

    private boolean isCount() {
        return exchange.route().operation() == Operation.COUNT_TOKENS;
    }

    /** Answers, and ends the exchange. */
    void answer() {
        GatewayError error = lastFailure;
        answer(error == null ? GatewayErrors.allUpstreamsBusy() : error);
    }

    /** Answers when the upstreams that are left have no room. */
    void answerBusy() {
        answer(GatewayErrors.allUpstreamsBusy());
    }

    private void answer(GatewayError error) {
        FailedAnswer best = bestAnswer;
        Candidate last = lastTried;
        if (last == null) {
            GatewayAnswer.refuse(exchange, error);
        } else if (isModelList()) {
            GatewayAnswer.modelList(exchange);
        } else if (isCount() && (best == null || mayBeEstimated(best.status()) || best.status() >= 500)) {
            estimateTokens(error);
        } else if (best != null && exchange.isStreamOpen()) {
            refuseInStream(best);
        } else if (best != null) {
            relay(best);
        } else {
            refuse(error, last);
        }
    }

    /** Refuses in the gateway's own words, with what the attempts used until then. */
    void refuse(GatewayError error, Candidate last) {
        GatewayAnswer.refuse(
                exchange, error, last.upstream(), last.model(), accounts.spent(), accounts.estimatedBecause());
    }

    private void relay(FailedAnswer answer) {
        Candidate from = answer.candidate();
        int status = answer.status();
        int length = answer.body().length;
        AnswerHead head = answer.head();
        if (head == null) {
            GatewayAnswer.send(
                    exchange,
                    status,
                    "application/json",
                    answer.headers(),
                    answer.body(),
                    accounts.outcome(from, status, UPSTREAM_STATUS, length));
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
        exchange.end(accounts.outcome(from, status, UPSTREAM_STATUS, length));
        exchange.client().answered();
    }

    /** The client's stream is open already: it gets the upstream's words as an event. */
    private void refuseInStream(FailedAnswer answer) {
        Candidate from = answer.candidate();
        Failure said = FailureReader.http(from.upstream().protocol(), answer.status(), answer.body(), -1, false);
        GatewayError error = GatewayErrors.upstreamStreamError(answer.status(), said.message());
        GatewayAnswer.refuse(exchange, error, from.upstream(), from.model());
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
}
