package io.ccgate.translate.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.wire.Json;

/** A request that cannot be translated, told to the client by its own field. */
public final class RejectionWriter {
    private RejectionWriter() {}

    /**
     * @param field path in the client's request; empty for the body as a whole
     * @param requestId shown in the body where the protocol has a place for it
     */
    public static ErrorReply write(Protocol client, String field, String message, String code, String requestId) {
        ObjectNode body = Json.object();
        switch (client) {
            case ANTHROPIC -> {
                String shown = field.isEmpty() || message.startsWith(field) ? message : field + ": " + message;
                body.put("type", "error")
                        .putObject("error")
                        .put("type", "invalid_request_error")
                        .put("message", shown);
                body.put("request_id", requestId);
            }
            case CHAT, RESPONSES ->
                body.putObject("error")
                        .put("message", message)
                        .put("type", "invalid_request_error")
                        .put("param", field.isEmpty() ? null : field)
                        .put("code", code);
            case GEMINI ->
                body.putObject("error").put("code", 400).put("message", message).put("status", "INVALID_ARGUMENT");
        }
        return new ErrorReply(400, body, false, -1);
    }
}
