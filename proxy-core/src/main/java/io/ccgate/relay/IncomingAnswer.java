package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.FailureClass;
import io.ccgate.balance.Outcome;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Stamp;
import io.ccgate.http.MediaTypes;
import io.ccgate.observe.requests.RecordedAttempt;
import io.ccgate.protocol.chat.UsageChunkFilter;
import io.ccgate.protocol.sse.StreamError;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.upstream.AnswerListener;
import io.ccgate.usage.meter.Meter;
import io.ccgate.usage.meter.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an upstream's answer: its head decides whether it is relayed as it comes or collected whole; its first content,
 * whether this attempt serves the client; its end, whether it was whole. Confined to the exchange's event loop.
 */
final class IncomingAnswer implements AnswerListener {
    private final Attempt attempt;
    private final AttemptLoop owner;
    private final RelayServices services;
    private final Exchange exchange;
    private final Candidate candidate;
    private final Outgoing outgoing;

    private @Nullable UsageChunkFilter filter;
    private @Nullable RecordedAttempt recorded;
    private @Nullable AnswerRelay relay;
    private @Nullable CollectedAnswer collected;
    private @Nullable Meter meter;
    private long deliveredBytes;

    IncomingAnswer(
            Attempt attempt,
            AttemptLoop owner,
            RelayServices services,
            Exchange exchange,
            Candidate candidate,
            Outgoing outgoing) {
        this.attempt = attempt;
        this.owner = owner;
        this.services = services;
        this.exchange = exchange;
        this.candidate = candidate;
        this.outgoing = outgoing;
    }

    /**
     * The request is about to be sent.
     *
     * @param unasked takes out what the client did not ask for; null when there is no such thing
     * @param log of this attempt; null, the usual case, when nobody asked for one
     */
    void expect(@Nullable UsageChunkFilter unasked, @Nullable RecordedAttempt log) {
        filter = unasked;
        recorded = log;
    }

    @Override
    public void requestSent() {
        attempt.requestSent();
    }

    // ---- head -----------------------------------------------------------------------------------------------------

    @Override
    public void head(AnswerHead head) {
        attempt.moved();
        exchange.passport().set(Stamp.ANSWER_HEAD, now());
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
        RelayParts parts = attempt.metered() && status < 300
                ? RelayParts.of(exchange, candidate, head, eventStream)
                : RelayParts.NONE;
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
            commit(relay);
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

    // ---- body -----------------------------------------------------------------------------------------------------

    @Override
    public void payload(ByteBuf buffer, int index, int length) {
        if (recorded != null) {
            recorded.payload(buffer, index, length);
        }
        AnswerRelay relayed = relay;
        if (relayed != null) {
            relayed.payload(buffer, index, length);
            return;
        }
        CollectedAnswer kept = collected;
        if (kept != null) {
            kept.payload(buffer, index, length);
        }
    }

    @Override
    public void frames(ByteBuf buffer, boolean lastFrames, int closing) {
        AnswerRelay relayed = relay;
        if (relayed == null) {
            buffer.release();
            return;
        }
        attempt.moved();
        if (!relayed.committed() && !begins(relayed, buffer, lastFrames)) {
            return;
        }
        if (lastFrames && relayed.endsEarly()) {
            // The transport says complete, the protocol says not: the client must not take it for whole.
            relayed.frames(buffer.writerIndex(Math.max(closing, buffer.readerIndex())));
            attempt.cut(GatewayErrors.upstreamCut(Retry.NEVER), closing >= 0);
            return;
        }
        relayed.frames(buffer);
        if (relayed.committed()
                && attempt.isReading()
                && !lastFrames
                && !exchange.client().isWritable()) {
            exchange.client().flush();
            // The flush may have made room at once, and then nobody would wake us.
            if (!exchange.client().isWritable()) {
                attempt.holdBack();
            }
        }
    }

    /** Judges a beginning that is held back still; false when it ended the attempt, and then the buffer is released. */
    private boolean begins(AnswerRelay held, ByteBuf buffer, boolean lastFrames) {
        boolean error = held.beginning() == AnswerRelay.Beginning.ERROR && held.earlyReply() != null;
        if (error || (held.failedEarly() && owner.mayTryAnother(attempt))) {
            buffer.release();
            failedInStream(held);
            return false;
        }
        if (lastFrames && held.endsBeforeContent()) {
            buffer.release();
            attempt.cut(GatewayErrors.upstreamCut(Retry.NEVER), false);
            return false;
        }
        if (held.beginning() != AnswerRelay.Beginning.UNDECIDED || lastFrames) {
            commit(held);
        }
        return true;
    }

    private void commit(AnswerRelay held) {
        attempt.moved();
        held.commit(now());
        attempt.committed(held.head().status() < 400 && held.beginning() != AnswerRelay.Beginning.ERROR);
    }

    private void failedInStream(AnswerRelay held) {
        StreamError said = held.earlyError();
        int status = said == null ? 502 : said.status();
        GatewayError error = GatewayErrors.upstreamStreamError(status, said == null ? "" : said.message());
        ErrorReply reply = held.earlyReply();
        ForeignHop foreign = outgoing.hop();
        FailedAnswer translated = reply == null || foreign == null ? null : foreign.failed(reply, List.of(), null);
        attempt.giveUp(new AttemptFailure(held.earlyOutcome(), error, status, translated));
    }

    @Override
    public void readComplete() {
        AnswerRelay relayed = relay;
        if (relayed != null && relayed.committed() && !attempt.isOver()) {
            exchange.client().flush();
        }
    }

    // ---- end ------------------------------------------------------------------------------------------------------

    @Override
    public void failed(GatewayError error) {
        attempt.disconnected(error);
    }

    @Override
    public void end() {
        attempt.released();
        if (attempt.isOver()) {
            return;
        }
        AnswerRelay relayed = relay;
        if (relayed == null) {
            collected();
            return;
        }
        if (!relayed.committed() && !relayed.endsBeforeContent()) {
            commit(relayed);
        }
        if (relayed.endsEarly()) {
            attempt.cut(GatewayErrors.upstreamCut(Retry.NEVER), true);
            return;
        }
        relayed.end();
        Reading reading = read();
        AnswerHead head = relayed.head();
        boolean errorInStream = reading != null && reading.errorType() != null;
        attempt.served(
                errorInStream
                        ? relayed.earlyOutcome()
                        : Outcome.ofStatus(
                                head.status(),
                                CollectedAnswer.retryAfter(
                                        head, services.clock().instant())));
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
            attempt.giveUp(kept.failure(candidate, foreign, services.clock().instant()));
        } else if (foreign == null) {
            delivered(UsableModels.deliver(exchange, candidate, head, kept.take()));
        } else {
            byte[] whole = kept.take();
            attempt.beside(whole.length, () -> foreign.translated(whole), translated -> {
                if (translated.error() == null) {
                    delivered(foreign.deliver(head, translated.body()));
                } else {
                    attempt.giveUp(new AttemptFailure(
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
        attempt.committed(true);
        deliveredBytes = bytes;
        attempt.served(Outcome.SERVED);
    }

    /** Ends a committed answer so that the client sees it is not whole. */
    void breakOff(GatewayError error, boolean betweenFrames) {
        AnswerRelay relayed = relay;
        if (relayed != null) {
            relayed.breakOff(error, betweenFrames);
        }
    }

    void keepAlive(boolean betweenFrames) {
        AnswerRelay relayed = relay;
        if (relayed != null) {
            relayed.keepAlive(betweenFrames);
        }
    }

    /** Nothing of it is needed any more. What was said of it stays. */
    void close() {
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
    }

    // ---- what can be said of it -----------------------------------------------------------------------------------

    /** Whether the client has seen any of it. */
    boolean committed() {
        return relay != null && relay.committed();
    }

    boolean eventStream() {
        return relay != null && relay.eventStream();
    }

    /** What its meter has read so far; null when nothing is metered, and after the end. */
    @Nullable
    Reading read() {
        return meter == null ? null : meter.read();
    }

    /** The upstream's status; 0 when none came. */
    int status() {
        AnswerRelay relayed = relay;
        CollectedAnswer kept = collected;
        return relayed != null
                ? relayed.head().status()
                : kept != null ? kept.head().status() : 0;
    }

    long payloadBytes() {
        return relay == null ? deliveredBytes : relay.payloadBytes();
    }

    /** What is missing of it, in the words of an error. */
    String waitingFor() {
        AnswerRelay relayed = relay;
        if (relayed == null) {
            return collected == null ? "answer head" : "error answer";
        }
        return relayed.committed() ? "next bytes of the answer" : "first content";
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }
}
