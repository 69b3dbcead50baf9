package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.FailureClass;
import io.ccgate.balance.Outcome;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.ClientLink;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Stamp;
import io.ccgate.protocol.KeepAliveFrame;
import io.ccgate.protocol.StreamProbe;
import io.ccgate.protocol.chat.UsageChunkFilter;
import io.ccgate.protocol.sse.StreamError;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.usage.meter.Meter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way to the client. Until the first content it holds everything back, so that an upstream that fails early
 * can still be replaced; from then on bytes leave as they come. The meter and the probe only look. Confined to one event loop.
 */
final class AnswerRelay {
    /** What the held beginning of an answer turned out to be. */
    enum Beginning {
        UNDECIDED,
        CONTENT,
        ERROR
    }

    private final Exchange exchange;
    private final AnswerHead head;
    private final ByteBuf headBytes;
    private final ClientBody body;
    private final @Nullable Meter meter;
    private final boolean eventStream;
    private final boolean bareUntilClose;
    private final List<ByteBuf> held = new ArrayList<>(2);

    private @Nullable StreamProbe probe;
    private Beginning beginning = Beginning.UNDECIDED;
    private boolean committed;
    private boolean discarded;
    private long payloadBytes;
    private int lastFour = '\n' << 8 | '\n';
    private @Nullable StreamError earlyError;

    /**
     * @param probe tells preamble from content; null: the first byte is content
     * @param meter null when nothing is metered
     */
    AnswerRelay(
            Exchange exchange,
            AnswerHead head,
            ByteBuf headBytes,
            Function<Consumer<ByteBuf>, ClientBody> body,
            boolean bareUntilClose,
            @Nullable StreamProbe probe,
            @Nullable Meter meter,
            boolean eventStream) {
        this.exchange = exchange;
        this.head = head;
        this.probe = probe;
        this.meter = meter;
        this.eventStream = eventStream;
        this.body = body.apply(this::emit);
        this.bareUntilClose = bareUntilClose;
        this.headBytes = headBytes;
    }

    /** The relay of an answer in the client's own protocol: the upstream's bytes. */
    static AnswerRelay untranslated(
            Exchange exchange,
            Candidate candidate,
            AnswerHead head,
            RelayParts parts,
            boolean eventStream,
            @Nullable UsageChunkFilter filter) {
        RelayFraming framing = RelayFraming.between(
                head, eventStream || exchange.isStreamOpen(), exchange.request().http10(), eventStream ? filter : null);
        ByteBuf headBytes = AnswerHeadWriter.write(
                exchange, head, framing.head(), -1, candidate.upstream().name(), credentialRefused(head.status()));
        return new AnswerRelay(
                exchange,
                head,
                headBytes,
                emit -> framing.body(exchange.client().allocator(), emit),
                framing.head() == AnswerHeadWriter.Framing.CLOSE,
                parts.probe(),
                parts.meter(),
                eventStream);
    }

    /** The key that was refused is the gateway's own: the client cannot mend it by trying again. */
    static boolean credentialRefused(int status) {
        return status >= 401 && status <= 403;
    }

    void payload(ByteBuf buffer, int index, int length) {
        payloadBytes += length;
        if (meter != null) {
            meter.body(buffer, index, length);
        }
        if (beginning == Beginning.UNDECIDED) {
            beginning = judge(buffer, index, length);
        }
        if (eventStream) {
            for (int i = Math.max(index, index + length - 4); i < index + length; i++) {
                lastFour = (lastFour << 8) | (buffer.getByte(i) & 0xFF);
            }
        }
        body.payload(buffer, index, length);
    }

    private Beginning judge(ByteBuf buffer, int index, int length) {
        StreamProbe looking = probe;
        if (looking == null) {
            return Beginning.CONTENT;
        }
        return switch (looking.feed(buffer, index, length)) {
            case PREAMBLE -> Beginning.UNDECIDED;
            case CONTENT, END -> Beginning.CONTENT;
            case ERROR -> {
                earlyError = looking.error();
                yield Beginning.ERROR;
            }
        };
    }

    /** A translated stream that failed before its first content, as an answer of its own; null for any other. */
    @Nullable
    ErrorReply earlyReply() {
        return body instanceof ClientBody.Translated translated ? translated.earlyError() : null;
    }

    /** Takes ownership. */
    void frames(ByteBuf buffer) {
        body.frames(buffer);
    }

    /** Decided when the payload of a read has been seen; stays what it became. */
    Beginning beginning() {
        return beginning;
    }

    /** What the stream's early error event said; null when there was none. */
    @Nullable
    StreamError earlyError() {
        return earlyError;
    }

    /** Whether the stream began with an error that is not the request's own fault. */
    boolean failedEarly() {
        return beginning == Beginning.ERROR && earlyOutcome() instanceof Outcome.Failed;
    }

    /** What the stream's early error says about the upstream. */
    Outcome earlyOutcome() {
        StreamError said = earlyError;
        return said == null ? Outcome.failed(FailureClass.SERVER) : Outcome.ofStatus(said.status(), null);
    }

    /** A stream of nothing but preamble: the client has seen nothing of it, so another upstream may take over. */
    boolean endsBeforeContent() {
        return beginning == Beginning.UNDECIDED && endsEarly();
    }

    /** Lets everything held go to the client: from here on no other upstream can take over. */
    void commit(long now) {
        committed = true;
        probe = null;
        exchange.passport().set(Stamp.FIRST_CONTENT, now);
        exchange.beginAnswer();
        if (eventStream) {
            exchange.beginStream();
        }
        exchange.body().release();
        ClientLink client = exchange.client();
        if (exchange.isStreamOpen()) {
            headBytes.release();
        } else {
            client.write(headBytes);
        }
        held.forEach(client::write);
        held.clear();
    }

    boolean committed() {
        return committed;
    }

    /** The body is whole: completes the client's framing. */
    void end() {
        body.end();
    }

    /** Whether a stream ended without its protocol's last word or an error, as far as a meter that can read it knows. */
    boolean endsEarly() {
        return eventStream && meter != null && !meter.sawEnd() && meter.read().errorType() == null;
    }

    /**
     * Ends a committed answer that cannot be completed: with an error event where the framing allows one, and in any case so
     * that the client sees it is not whole.
     */
    void breakOff(GatewayError error, boolean betweenFrames) {
        ClientLink client = exchange.client();
        Protocol protocol = exchange.protocol();
        ByteBuf lastWord = body.lastWord(error, exchange.errors().message(error));
        if (lastWord != null) {
            client.write(body.framed(lastWord, client.allocator()));
        } else if (eventStream && body.takesOwn(betweenFrames) && protocol != null) {
            byte[] event = exchange.errors().streamEvent(protocol, error, exchange.id(), betweenEvents());
            client.write(body.framed(Unpooled.wrappedBuffer(event), client.allocator()));
        }
        client.breakOff(bareUntilClose);
    }

    /** Sends a keep-alive of the client's protocol if the stream stands between two events. */
    void keepAlive(boolean betweenFrames) {
        Protocol protocol = exchange.protocol();
        ByteBuf translated = committed ? body.keepAlive() : null;
        if (translated != null) {
            exchange.client().write(body.framed(translated, exchange.client().allocator()));
            exchange.client().flush();
        } else if (protocol != null && committed && eventStream && body.takesOwn(betweenFrames) && betweenEvents()) {
            byte[] frame = KeepAliveFrame.of(protocol);
            if (frame.length > 0) {
                exchange.client()
                        .write(body.framed(
                                Unpooled.wrappedBuffer(frame), exchange.client().allocator()));
                exchange.client().flush();
            }
        }
    }

    private boolean betweenEvents() {
        int lastTwo = lastFour & 0xFFFF;
        return lastTwo == ('\n' << 8 | '\n') || lastTwo == ('\r' << 8 | '\r') || lastFour == 0x0D0A0D0A;
    }

    AnswerHead head() {
        return head;
    }

    boolean eventStream() {
        return eventStream;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** Drops what was held for an answer that will not be used. */
    void discard() {
        body.close();
        if (!committed && !discarded) {
            headBytes.release();
            held.forEach(ByteBuf::release);
            held.clear();
            discarded = true;
        }
    }

    private void emit(ByteBuf bytes) {
        if (discarded) {
            bytes.release();
        } else if (committed) {
            exchange.client().write(bytes);
        } else {
            held.add(bytes);
        }
    }
}
