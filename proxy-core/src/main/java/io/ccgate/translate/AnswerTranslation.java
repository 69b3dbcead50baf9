package io.ccgate.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.error.AnswerHeaders;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.error.FailureWriter;
import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.stream.AnswerEvents;
import io.ccgate.translate.stream.EventWriter;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import io.ccgate.usage.TokenUsage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one upstream answer back to the client: whole, streamed or failed. Belongs to one attempt. */
public final class AnswerTranslation {
    private final Protocol client;
    private final Protocol upstream;
    private final AnswerSetting setting;
    private final ToolNames names;
    private final RequestContext context;

    AnswerTranslation(
            Protocol client, Protocol upstream, AnswerSetting setting, ToolNames names, RequestContext context) {
        this.client = client;
        this.upstream = upstream;
        this.setting = setting;
        this.names = names;
        this.context = context;
    }

    /**
     * A whole answer.
     *
     * @param body for the client; an error's if {@code error} is not null
     * @param usage the upstream's own numbers
     * @param error why a 2xx answer is none; its status goes to the client
     */
    public record Whole(
            @SuppressWarnings("ArrayRecordComponent") // handed to the wire once, never compared
            byte[] body,
            TokenUsage usage,
            @Nullable ErrorReply error) {}

    /** Translates a 2xx JSON answer. One that cannot be read, or that is an error in disguise, becomes an error. */
    public Whole whole(byte[] body) {
        try {
            JsonNode root = Json.parse(body);
            if (Json.get(root, "error") != null && root.path("status").asText().matches("|failed")) {
                return failed(FailureReader.http(upstream, 502, body, -1, context.clientOwnsKey()));
            }
            Answer answer = Dialect.of(upstream).answerReader().read(root, names);
            return new Whole(Dialect.of(client).answerWriter().write(answer, setting), answer.usage(), null);
        } catch (MalformedJsonException e) {
            return failed(Failure.unreadable());
        }
    }

    /** Translates a 2xx JSON answer to a request that asked for a stream, into the whole stream. */
    public Whole wholeAsStream(byte[] body) {
        Whole whole = whole(body);
        if (whole.error() != null) {
            return whole;
        }
        EventWriter writer = Dialect.of(client).eventWriter().apply(setting);
        AnswerEvents.emit(Dialect.of(upstream).answerReader().read(Json.parse(body), names), writer);
        return new Whole(writer.out().toBytes(), whole.usage(), null);
    }

    private Whole failed(Failure failure) {
        ErrorReply reply = reply(failure);
        return new Whole(Json.bytes(reply.body()), TokenUsage.NONE, reply);
    }

    /** A fresh translation of a 2xx event stream. */
    public StreamTranslation stream() {
        return new StreamTranslation(
                Dialect.of(client).eventWriter().apply(setting),
                Dialect.of(upstream).eventReader(),
                names,
                this::reply);
    }

    /**
     * Translates an error answer.
     *
     * @param retryAfterSeconds of the answer's {@code retry-after}; -1 for none
     */
    public ErrorReply error(int status, byte[] body, long retryAfterSeconds) {
        return reply(FailureReader.http(upstream, status, body, retryAfterSeconds, context.clientOwnsKey()));
    }

    private ErrorReply reply(Failure failure) {
        return FailureWriter.write(client, failure, context.requestId());
    }

    /** The upstream's answer headers in the client's words. Names in lower case. */
    public Map<String, String> headers(Map<String, String> fromUpstream, Instant now) {
        return AnswerHeaders.translate(fromUpstream, upstream, client, now);
    }
}
