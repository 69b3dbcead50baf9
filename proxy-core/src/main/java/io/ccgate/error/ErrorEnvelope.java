package io.ccgate.error;

import io.ccgate.config.model.Language;
import io.ccgate.config.model.Protocol;
import io.ccgate.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes an error the way the client's own provider would, so that its SDK raises its typed exception. CCGate's word
 * for the error stays findable: {@code error.code} of OpenAI's, the end of the message in Anthropic's and Gemini's,
 * {@code error.type} of CCGate's own form. Any thread.
 */
public final class ErrorEnvelope {
    private final InstantSource clock;
    private final Supplier<Language> language;

    /** @param language in force now */
    public ErrorEnvelope(InstantSource clock, Supplier<Language> language) {
        this.clock = clock;
        this.language = language;
    }

    /** What an error says, in the language in force. */
    public String message(GatewayError error) {
        return error.words().in(language.get());
    }

    /**
     * The JSON body of an error answer.
     *
     * @param protocol the client's; null writes CCGate's own form
     */
    public byte[] body(@Nullable Protocol protocol, GatewayError error, String requestId) {
        StringBuilder json = new StringBuilder(256);
        if (protocol == null) {
            ccgate(json, error, requestId);
        } else {
            object(json, protocol, error, requestId);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The event that ends a stream which has begun and cannot go on. Nothing follows it: neither {@code [DONE]} nor a
     * terminal event, so that the stream stays visibly broken.
     *
     * @param atBorder whether the bytes sent so far ended with a whole event. If not, two line ends come first: they
     *     complete the line and the event the upstream left unfinished, so that ours cannot become a part of it
     */
    public byte[] streamEvent(Protocol protocol, GatewayError error, String requestId, boolean atBorder) {
        StringBuilder event = new StringBuilder(256).append(atBorder ? "" : "\n\n");
        switch (protocol) {
            case ANTHROPIC -> object(event.append("event: error\ndata: "), protocol, error, requestId);
            case RESPONSES -> failedResponse(event.append("event: response.failed\ndata: "), error, requestId);
            case CHAT, GEMINI -> object(event.append("data: "), protocol, error, requestId);
        }
        return event.append("\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void object(StringBuilder json, Protocol protocol, GatewayError error, String requestId) {
        switch (protocol) {
            case ANTHROPIC -> anthropic(json, error, requestId);
            case CHAT, RESPONSES -> openai(json, error);
            case GEMINI -> gemini(json, error);
        }
    }

    private void anthropic(StringBuilder json, GatewayError error, String requestId) {
        json.append("{\"type\":\"error\",\"error\":{\"type\":\"").append(ProtocolWords.anthropicType(error));
        JsonText.quote(json.append("\",\"message\":"), messageWithCode(error));
        JsonText.quote(json.append("},\"request_id\":"), requestId);
        json.append('}');
    }

    private void openai(StringBuilder json, GatewayError error) {
        JsonText.quote(json.append("{\"error\":{\"message\":"), message(error));
        json.append(",\"type\":\"").append(ProtocolWords.openaiType(error.type()));
        json.append("\",\"param\":");
        if (error.param().isEmpty()) {
            json.append("null");
        } else {
            JsonText.quote(json, error.param());
        }
        JsonText.quote(json.append(",\"code\":"), error.code());
        json.append("}}");
    }

    private void gemini(StringBuilder json, GatewayError error) {
        json.append("{\"error\":{\"code\":").append(error.status());
        JsonText.quote(json.append(",\"message\":"), messageWithCode(error));
        json.append(",\"status\":\"")
                .append(ProtocolWords.geminiStatus(error.status()))
                .append('"');
        if (error.retryAfterSeconds().isPresent() && error.clientShouldRetry()) {
            // Gemini CLI waits as long as the body says, not the header.
            json.append(",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"")
                    .append(error.retryAfterSeconds().getAsLong())
                    .append("s\"}]");
        } else if (error.type() == GatewayError.Type.BILLING) {
            // The one word by which Gemini CLI knows that trying again is in vain, whatever the window really is.
            json.append(",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":"
                    + "[{\"quotaId\":\"KeyLimitPerDay\"}]}]");
        }
        json.append("}}");
    }

    private void failedResponse(StringBuilder json, GatewayError error, String requestId) {
        JsonText.quote(
                json.append("{\"type\":\"response.failed\",\"sequence_number\":0,\"response\":{\"id\":"),
                "resp_" + requestId);
        json.append(",\"object\":\"response\",\"created_at\":")
                .append(clock.instant().getEpochSecond())
                .append(",\"status\":\"failed\",\"error\":{\"code\":\"")
                .append(ProtocolWords.responsesStreamCode(error.type()));
        JsonText.quote(json.append("\",\"message\":"), messageWithCode(error));
        json.append("},\"incomplete_details\":null,\"output\":[],\"usage\":null}}");
    }

    private void ccgate(StringBuilder json, GatewayError error, String requestId) {
        JsonText.quote(json.append("{\"error\":{\"type\":"), error.code());
        JsonText.quote(json.append(",\"message\":"), messageWithField(error));
        json.append(",\"timestamp\":\"")
                .append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .append("\"},\"requestId\":");
        JsonText.quote(json, requestId);
        json.append('}');
    }

    private String messageWithCode(GatewayError error) {
        return messageWithField(error) + " (" + error.code() + ")";
    }

    /** Where an error has no place of its own for the field at fault, its message names it. */
    private String messageWithField(GatewayError error) {
        String message = message(error);
        return error.param().isEmpty() || message.contains(error.param()) ? message : error.param() + ": " + message;
    }
}
