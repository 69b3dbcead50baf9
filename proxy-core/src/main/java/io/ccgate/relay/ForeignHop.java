package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer.Header;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.TokenCount;
import io.ccgate.translate.AnswerTranslation;
import io.ccgate.translate.AnswerTranslation.Whole;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.CountCall;
import io.ccgate.translate.Reading;
import io.ccgate.translate.RequestContext;
import io.ccgate.translate.StreamTranslation;
import io.ccgate.translate.TranslatedRequest;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.translate.request.ProviderTraits;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.usage.TokenUsage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at an upstream of another protocol sends, and how its answer comes back. One per attempt; made on any thread,
 * then confined to the exchange's event loop but for {@link #translated}.
 */
final class ForeignHop {
    private static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    private final Exchange exchange;
    private final Candidate candidate;
    private final InstantSource clock;
    private final byte[] body;
    private final String path;
    private final Map<String, String> headers;
    private final List<String> dropped;
    private final @Nullable AnswerTranslation answer;
    private final BiFunction<byte[], Boolean, Whole> whole;

    private ForeignHop(
            Exchange exchange,
            Candidate candidate,
            InstantSource clock,
            byte[] body,
            String path,
            Map<String, String> headers,
            List<String> dropped,
            @Nullable AnswerTranslation answer,
            BiFunction<byte[], Boolean, Whole> whole) {
        this.exchange = exchange;
        this.candidate = candidate;
        this.clock = clock;
        this.body = body;
        this.path = path;
        this.headers = headers;
        this.dropped = dropped;
        this.answer = answer;
        this.whole = whole;
    }

    /** A hop, or why there is none. */
    sealed interface Made {
        record Ready(ForeignHop hop) implements Made {}

        /** The request means something this upstream cannot be told; nothing was sent. */
        record Refused(AttemptFailure failure) implements Made {}
    }

    /** Writes the conversation for the candidate's protocol. */
    static Made of(Exchange exchange, ClientRequest conversation, Candidate candidate, InstantSource clock) {
        Protocol upstream = candidate.upstream().protocol();
        RequestContext context = new RequestContext(
                exchange.clientModel(),
                candidate.model(),
                exchange.inForce().config().models().of(candidate.model()),
                ProviderTraits.of(candidate.upstream()),
                false,
                exchange.id());
        if (exchange.route().operation() == Operation.COUNT_TOKENS) {
            return count(exchange, conversation.countAt(upstream, context), conversation, candidate, clock);
        }
        Reading<TranslatedRequest> read = conversation.writeFor(upstream, context);
        if (read instanceof Reading.Rejected<TranslatedRequest> no) {
            return refused(no.field(), no.message(), no.code());
        }
        TranslatedRequest request = ((Reading.Done<TranslatedRequest>) read).value();
        AnswerTranslation back = request.answer();
        return new Made.Ready(new ForeignHop(
                exchange,
                candidate,
                clock,
                request.body(),
                request.path(),
                request.headers(),
                request.dropped(),
                back,
                (bytes, stream) -> stream ? back.wholeAsStream(bytes) : back.whole(bytes)));
    }

    private static Made count(
            Exchange exchange,
            Reading<CountCall> read,
            ClientRequest conversation,
            Candidate candidate,
            InstantSource clock) {
        if (read instanceof Reading.Rejected<CountCall> no) {
            return refused(no.field(), no.message(), no.code());
        }
        CountCall call = ((Reading.Done<CountCall>) read).value();
        BiFunction<byte[], Boolean, Whole> number = (bytes, stream) -> new Whole(
                TokenCount.answer(exchange.protocol(), call.read(bytes).orElseGet(conversation::estimatedTokens)),
                TokenUsage.NONE,
                null);
        Map<String, String> headers = candidate.upstream().protocol() == Protocol.ANTHROPIC
                ? Map.of("anthropic-version", "2023-06-01")
                : Map.of();
        return new Made.Ready(
                new ForeignHop(exchange, candidate, clock, call.body(), call.path(), headers, List.of(), null, number));
    }

    private static Made refused(String field, String message, String code) {
        return new Made.Refused(new AttemptFailure(
                io.ccgate.balance.Outcome.CANCELLED, GatewayErrors.untranslatable(field, message, code), 0, null));
    }

    /** The attempt's request; its buffers belong to the caller. */
    UpstreamRequest request() {
        return UpstreamRequest.translated(exchange, candidate, Unpooled.wrappedBuffer(body), path, headers);
    }

    /** The relay of a stream: translated events in chunks, or bare for a client that knows no chunks. */
    AnswerRelay stream(AnswerHead head, RelayParts parts) {
        AnswerTranslation back = answer;
        if (back == null) {
            throw new IllegalStateException("a token count does not stream");
        }
        boolean chunked = !exchange.request().http10();
        AnswerHeadWriter.Framing framing = chunked ? AnswerHeadWriter.Framing.CHUNKED : AnswerHeadWriter.Framing.CLOSE;
        StreamTranslation translation = back.stream();
        ByteBuf headBytes = AnswerHeadWriter.writeTranslated(
                exchange, EVENT_STREAM, streamHeaders(head), framing, -1, upstreamName());
        return new AnswerRelay(
                exchange,
                head,
                headBytes,
                emit -> new ClientBody.Translated(
                        chunked, translation, exchange.client().allocator(), exchange.recording(), emit),
                !chunked,
                parts.probe(),
                parts.meter(),
                true);
    }

    private boolean asStream() {
        return answer != null && exchange.wantsStream();
    }

    /** Translates a whole answer. Any thread. */
    Whole translated(byte[] bytes) {
        return whole.apply(bytes, asStream());
    }

    /** Queues a whole translated answer, head and all. Returns the bytes of its body. */
    int deliver(AnswerHead head, byte[] translated) {
        exchange.beginAnswer();
        exchange.client()
                .write(AnswerHeadWriter.writeTranslated(
                        exchange,
                        asStream() ? EVENT_STREAM : "application/json",
                        asStream() ? streamHeaders(head) : answerHeaders(head),
                        AnswerHeadWriter.Framing.AS_IS,
                        translated.length,
                        upstreamName()));
        Recording recording = exchange.recording();
        if (recording != null) {
            recording.answerBody(translated);
        }
        exchange.client().write(Unpooled.wrappedBuffer(translated));
        return translated.length;
    }

    /** The upstream's error in the client's words. */
    FailedAnswer failed(AnswerHead head, byte[] bytes, @Nullable Duration retryAfter) {
        AnswerTranslation back = answer;
        if (back == null) {
            return new FailedAnswer(candidate, head.status(), head, List.of(), bytes, retryAfter);
        }
        ErrorReply reply = back.error(head.status(), bytes, retryAfter == null ? -1 : retryAfter.toSeconds());
        return failed(reply, answerHeaders(head), retryAfter);
    }

    FailedAnswer failed(ErrorReply reply, List<Header> upstreamHeaders, @Nullable Duration retryAfter) {
        List<Header> all = new ArrayList<>(upstreamHeaders);
        if (!reply.shouldRetry()
                && all.stream().noneMatch(header -> header.name().equals("x-should-retry"))) {
            all.add(new Header("x-should-retry", "false"));
        }
        if (reply.retryAfterSeconds() >= 0
                && all.stream().noneMatch(header -> header.name().equals("retry-after"))) {
            all.add(new Header("retry-after", Long.toString(reply.retryAfterSeconds())));
        }
        byte[] json = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        return new FailedAnswer(candidate, reply.status(), null, all, json, retryAfter);
    }

    private String upstreamName() {
        return candidate.upstream().name();
    }

    /** Caches and proxies on the way must pass each event as it comes. */
    private List<Header> streamHeaders(AnswerHead head) {
        List<Header> all = answerHeaders(head);
        all.add(new Header("cache-control", "no-cache"));
        all.add(new Header("x-accel-buffering", "no"));
        return all;
    }

    private List<Header> answerHeaders(AnswerHead head) {
        List<Header> all = new ArrayList<>();
        AnswerTranslation back = answer;
        if (back != null) {
            Map<String, String> given = new HashMap<>();
            for (int i = 0; i < head.size(); i++) {
                given.put(head.name(i).toString().toLowerCase(Locale.ROOT), head.value(i));
            }
            back.headers(given, clock.instant()).forEach((name, value) -> all.add(new Header(name, value)));
        }
        if (!dropped.isEmpty()) {
            all.add(new Header("x-gateway-dropped-params", String.join(", ", dropped)));
        }
        return all;
    }
}
