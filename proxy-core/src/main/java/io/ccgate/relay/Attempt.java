package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.FailureClass;
import io.ccgate.balance.Lease;
import io.ccgate.balance.Outcome;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Stamp;
import io.ccgate.http.MediaTypes;
import io.ccgate.observe.requests.RecordedAttempt;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.chat.UsageChunkFilter;
import io.ccgate.protocol.sse.StreamError;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.upstream.AnswerListener;
import io.ccgate.upstream.Target;
import io.ccgate.upstream.UpstreamClient;
import io.ccgate.upstream.UpstreamConnection;
import io.ccgate.usage.meter.Meter;
import io.ccgate.usage.meter.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One try at one upstream: connect, send, wait for the first content, then stream. It reports exactly one of three things to its
 * loop: failed while the client has seen nothing, served, or broken in the middle. Confined to the exchange's event loop.
 */
final class Attempt implements UpstreamClient.Acquired, AnswerListener, AttemptDeadline.Watched {
    private final AttemptLoop owner;
    private final RelayServices services;
    private final Exchange exchange;
    private final Candidate candidate;
    private final EventLoop loop;
    private final AttemptDeadline deadline;
    private final Lease lease;
    private final Outgoing outgoing;
    private final long startedAt;
    private final boolean metered;

    private UpstreamClient.Wait connecting = UpstreamClient.Wait.OVER;
    private @Nullable UpstreamConnection connection;
    private @Nullable UsageChunkFilter filter;
    private @Nullable AnswerRelay relay;
    private @Nullable Meter meter;
    private @Nullable CollectedAnswer collected;
    private @Nullable RecordedAttempt recorded;
    private long deliveredBytes;
    private boolean reading = true;
    private boolean triedFresh;
    private boolean sent;
    private @Nullable Reading seen;
    private boolean over;

    /** @param bare without any thought of earlier turns, since this upstream has refused one */
    Attempt(AttemptLoop owner, RelayServices services, Exchange exchange, Lease lease, EventLoop loop, boolean bare) {
        this.owner = owner;
        this.services = services;
        this.exchange = exchange;
        this.candidate = lease.candidate();
        this.loop = loop;
        this.lease = lease;
        this.outgoing = new Outgoing(services, exchange, candidate, bare);
        this.startedAt = now();
        this.deadline = new AttemptDeadline(
                loop, services.nanoTime(), candidate.upstream().timeouts(), this);
        Operation operation = exchange.route().operation();
        this.metered = operation == Operation.GENERATE || operation == Operation.EMBEDDINGS;
    }

    void start() {
        exchange.passport().set(Stamp.ATTEMPT_STARTED, startedAt);
        outgoing.prepare(this::beside, () -> acquire(false), this::giveUp);
    }

    /** Works on a whole body, beside the event loop if it is big; an attempt that is over by then wants no result. */
    private <T> void beside(int bytes, Supplier<T> work, Consumer<T> then) {
        services.heavyWork()
                .run(
                        bytes,
                        loop,
                        work,
                        result -> {
                            if (!over) {
                                then.accept(result);
                            }
                        },
                        fault -> {
                            if (!over) {
                                giveUp(new AttemptFailure(Outcome.CANCELLED, GatewayErrors.internal(), 0, null));
                            }
                        });
    }

    private void acquire(boolean fresh) {
        triedFresh = fresh;
        Target target = Target.of(candidate.upstream());
        Duration patience = candidate.upstream().timeouts().connect();
        connecting = services.upstreams().acquire(loop, target, fresh, patience, this);
    }

    // ---- the connection -------------------------------------------------------------------------------------------

    @Override
    public void connected(UpstreamConnection acquired) {
        connection = acquired;
        long now = now();
        deadline.sent(now);
        exchange.passport().set(Stamp.CONNECTED, now);
        UpstreamRequest request = outgoing.request();
        filter = request.asksForUsage() ? new UsageChunkFilter() : null;
        Recording recording = exchange.recording();
        if (recording != null) {
            recorded = recording.attempt(
                    candidate.upstream().id(),
                    Target.of(candidate.upstream()).origin(),
                    request.head(),
                    outgoing.hop() == null ? null : request.body());
        }
        acquired.send(request.head(), request.body(), exchange.method().equals(HttpMethod.HEAD), this);
        if (!over) {
            deadline.begin();
        }
    }

    @Override
    public void requestSent() {
        long now = now();
        deadline.sent(now);
        sent = true;
        exchange.passport().set(Stamp.REQUEST_SENT, now);
    }

    @Override
    public void failed(GatewayError error) {
        UpstreamConnection failed = connection;
        connection = null;
        if (over) {
            return;
        }
        if (failed == null) {
            giveUp(new AttemptFailure(Outcome.failed(FailureClass.CONNECT), error, 0, null));
        } else if (error.retry() == Retry.IF_REUSED && failed.reused() && !triedFresh) {
            // The upstream had closed the idle connection before our request reached it: its right, and no failure.
            acquire(true);
        } else {
            cut(error, failed.betweenFrames());
        }
    }

    // ---- the answer -----------------------------------------------------------------------------------------------

    @Override
    public void head(AnswerHead head) {
        long now = now();
        deadline.moved(now);
        exchange.passport().set(Stamp.ANSWER_HEAD, now);
        if (recorded != null) {
            recorded.answerHead(head.raw());
        }
        int status = head.status();
        ForeignHop foreign = outgoing.hop();
        if (isCollected(status, foreign)) {
            collected = new CollectedAnswer(head, null, exchange.client().allocator());
            return;
        }
        boolean eventStream = status < 300 && MediaTypes.isEventStream(head.first(HttpHeaderNames.CONTENT_TYPE));
        RelayParts parts =
                metered && status < 300 ? RelayParts.of(exchange, candidate, head, eventStream) : RelayParts.NONE;
        meter = parts.meter();
        if (foreign == null) {
            relay = AnswerRelay.untranslated(exchange, candidate, head, parts, eventStream, filter);
        } else if (eventStream) {
            relay = foreign.stream(head, parts);
        } else {
            collected =
                    new CollectedAnswer(head, parts.meter(), exchange.client().allocator());
            return;
        }
        if (head.framing() == AnswerHead.Framing.NONE) {
            commit();
        }
    }

    /** Whether an answer is kept whole: errors that may be replaced by a better answer or must be translated, lists to shorten. */
    private boolean isCollected(int status, @Nullable ForeignHop foreign) {
        if (status < 300 && UsableModels.concern(exchange)) {
            return true;
        }
        if (status >= 400 && (foreign != null || exchange.isStreamOpen() || owner.mayBeEstimated(status))) {
            return true;
        }
        if (status == 400 && outgoing.holdsThoughts()) {
            return true;
        }
        return (candidate.guess() ? status >= 400 : Outcome.ofStatus(status, null) instanceof Outcome.Failed)
                && owner.wantsErrorAnswers();
    }

    @Override
    public void payload(ByteBuf buffer, int index, int length) {
        if (recorded != null) {
            recorded.payload(buffer, index, length);
        }
        AnswerRelay answer = relay;
        if (answer != null) {
            answer.payload(buffer, index, length);
            return;
        }
        CollectedAnswer kept = collected;
        if (kept != null) {
            kept.payload(buffer, index, length);
        }
    }

    @Override
    public void frames(ByteBuf buffer, boolean lastFrames, int closing) {
        AnswerRelay answer = relay;
        if (answer == null) {
            buffer.release();
            return;
        }
        deadline.moved(now());
        if (!answer.committed()) {
            if (answer.beginning() == AnswerRelay.Beginning.ERROR && answer.earlyReply() != null) {
                buffer.release();
                failedInStream(answer);
                return;
            }
            if (answer.failedEarly() && owner.mayTryAnother(startedAt)) {
                buffer.release();
                failedInStream(answer);
                return;
            }
            if (lastFrames && answer.endsBeforeContent()) {
                buffer.release();
                cut(GatewayErrors.upstreamCut(Retry.NEVER), false);
                return;
            }
            if (answer.beginning() != AnswerRelay.Beginning.UNDECIDED || lastFrames) {
                commit();
            }
        }
        if (lastFrames && answer.endsEarly()) {
            // The transport says complete, the protocol says not: the client must not take it for whole.
            answer.frames(buffer.writerIndex(Math.max(closing, buffer.readerIndex())));
            cut(GatewayErrors.upstreamCut(Retry.NEVER), closing >= 0);
            return;
        }
        answer.frames(buffer);
        if (answer.committed() && reading && !lastFrames && !exchange.client().isWritable()) {
            exchange.client().flush();
            // The flush may have made room at once, and then nobody would wake us.
            if (!exchange.client().isWritable()) {
                setReading(false);
            }
        }
    }

    @Override
    public void readComplete() {
        AnswerRelay answer = relay;
        if (answer != null && answer.committed() && !over) {
            exchange.client().flush();
        }
    }

    @Override
    public void end() {
        connection = null;
        if (over) {
            return;
        }
        AnswerRelay answer = relay;
        if (answer == null) {
            collected();
            return;
        }
        if (!answer.committed() && !answer.endsBeforeContent()) {
            commit();
        }
        if (answer.endsEarly()) {
            cut(GatewayErrors.upstreamCut(Retry.NEVER), true);
            return;
        }
        answer.end();
        Reading reading = read();
        int status = answer.head().status();
        boolean errorInStream = reading != null && reading.errorType() != null;
        close(
                errorInStream
                        ? answer.earlyOutcome()
                        : Outcome.ofStatus(
                                status,
                                CollectedAnswer.retryAfter(
                                        answer.head(), services.clock().instant())));
        owner.served(this, reading);
    }

    private void commit() {
        AnswerRelay answer = relay;
        if (answer == null) {
            return;
        }
        long now = now();
        deadline.moved(now);
        answer.commit(now);
        deadline.rearmIfSooner();
        if (answer.head().status() < 400 && answer.beginning() != AnswerRelay.Beginning.ERROR) {
            lease.answered(owner.selection());
        }
    }

    // ---- failures -------------------------------------------------------------------------------------------------

    private void failedInStream(AnswerRelay answer) {
        StreamError said = answer.earlyError();
        int status = said == null ? 502 : said.status();
        GatewayError error = GatewayErrors.upstreamStreamError(status, said == null ? "" : said.message());
        ErrorReply reply = answer.earlyReply();
        ForeignHop foreign = outgoing.hop();
        FailedAnswer translated = reply == null || foreign == null ? null : foreign.failed(reply, List.of(), null);
        giveUp(new AttemptFailure(answer.earlyOutcome(), error, status, translated));
    }

    /** A collected answer is whole: an error to keep, or one to translate. */
    private void collected() {
        CollectedAnswer kept = collected;
        if (kept == null) {
            throw new IllegalStateException("an answer without a head");
        }
        AnswerHead head = kept.head();
        ForeignHop foreign = outgoing.hop();
        if (kept.isError()) {
            giveUp(kept.failure(candidate, foreign, services.clock().instant()));
        } else if (foreign == null) {
            delivered(UsableModels.deliver(exchange, candidate, head, kept.take()));
        } else {
            byte[] answer = kept.take();
            beside(answer.length, () -> foreign.translated(answer), translated -> {
                if (translated.error() == null) {
                    delivered(foreign.deliver(head, translated.body()));
                } else {
                    giveUp(new AttemptFailure(
                            Outcome.failed(FailureClass.SERVER),
                            GatewayErrors.upstreamProtocol("its answer cannot be read as "
                                    + candidate.upstream().protocol().id()),
                            head.status(),
                            null));
                }
            });
        }
    }

    /** A whole answer is queued; its end is the attempt's. */
    private void delivered(int bytes) {
        exchange.passport().set(Stamp.FIRST_CONTENT, now());
        lease.answered(owner.selection());
        deliveredBytes = bytes;
        Reading reading = read();
        close(Outcome.SERVED);
        owner.served(this, reading);
    }

    /** The connection broke, or a wait was over. */
    private void cut(GatewayError error, boolean betweenFrames) {
        AnswerRelay answer = relay;
        FailureClass kind = error.type() == GatewayError.Type.TIMEOUT ? FailureClass.TIMEOUT : FailureClass.CUT;
        if (answer == null || !answer.committed()) {
            giveUp(new AttemptFailure(Outcome.failed(kind), error, 0, null));
            return;
        }
        Reading reading = read();
        close(Outcome.failed(kind));
        owner.broken(this, error, reading);
        answer.breakOff(error, betweenFrames);
    }

    private void giveUp(AttemptFailure failure) {
        close(failure.outcome());
        owner.failed(this, failure);
    }

    /** Stops everything without a word to the owner; what was read so far comes back. */
    @Nullable
    Reading cancel(GatewayError why) {
        AnswerRelay answer = relay;
        Reading reading = read();
        boolean between = connection != null && connection.betweenFrames();
        close(Outcome.CANCELLED);
        if (answer != null && answer.committed() && why.source() == GatewayError.Source.GATEWAY) {
            answer.breakOff(why, between);
        }
        return reading;
    }

    private void close(Outcome outcome) {
        over = true;
        seen = read();
        connecting.cancel();
        UpstreamConnection open = connection;
        connection = null;
        if (open != null) {
            open.cancel();
        }
        deadline.stop();
        if (collected != null) {
            collected.release();
        }
        if (relay != null) {
            relay.discard();
        }
        Meter watching = meter;
        meter = null;
        if (watching != null) {
            watching.close();
        }
        lease.end(outcome);
    }

    private @Nullable Reading read() {
        return meter == null ? null : meter.read();
    }

    // ---- time and pressure ----------------------------------------------------------------------------------------

    void clientWritable() {
        if (!reading) {
            deadline.moved(now());
            setReading(true);
        }
    }

    private void setReading(boolean on) {
        reading = on;
        deadline.reading(on);
        UpstreamConnection open = connection;
        if (open != null) {
            open.setReading(on);
        }
    }

    @Override
    public boolean streaming() {
        return eventStream() || exchange.wantsStream();
    }

    @Override
    public boolean eventStream() {
        return relay != null && relay.eventStream();
    }

    @Override
    public void keepAlive() {
        AnswerRelay answer = relay;
        if (answer != null) {
            answer.keepAlive(connection != null && connection.betweenFrames());
        }
    }

    @Override
    public void overdue() {
        cut(GatewayErrors.upstreamTimeout(waitingFor(), Retry.NEVER), connection != null && connection.betweenFrames());
    }

    private String waitingFor() {
        AnswerRelay answer = relay;
        if (answer == null) {
            return collected == null ? "answer head" : "error answer";
        }
        return answer.committed() ? "next bytes of the answer" : "first content";
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }

    // ---- for the record -------------------------------------------------------------------------------------------

    Candidate candidate() {
        return candidate;
    }

    long startedAt() {
        return startedAt;
    }

    /** What its meter had read when it was over; null when nothing came to be metered. */
    @Nullable
    Reading seen() {
        return seen;
    }

    /** Whether its upstream has the whole request. */
    boolean sent() {
        return sent;
    }

    boolean metered() {
        return metered;
    }

    /** Whether one more try without thoughts may mend what the upstream refused. */
    boolean holdsThoughts() {
        return outgoing.holdsThoughts();
    }

    @Override
    public boolean committed() {
        return relay != null && relay.committed();
    }

    int status() {
        AnswerRelay answer = relay;
        CollectedAnswer kept = collected;
        return answer != null
                ? answer.head().status()
                : kept != null ? kept.head().status() : 0;
    }

    long payloadBytes() {
        return relay == null ? deliveredBytes : relay.payloadBytes();
    }
}
