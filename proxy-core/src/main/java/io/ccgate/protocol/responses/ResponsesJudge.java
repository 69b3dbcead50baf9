package io.ccgate.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.protocol.sse.ErrorStatus;
import io.ccgate.protocol.sse.EventData;
import io.ccgate.protocol.sse.EventJudge;
import io.ccgate.protocol.sse.Judgement;
import org.jspecify.annotations.Nullable;

/** The life signs of a response that has not begun are preamble; {@code error} and {@code response.failed} are errors. */
public final class ResponsesJudge implements EventJudge {
    @Override
    public boolean isPreamble(String name) {
        return switch (name) {
            case "response.created", "response.in_progress", "response.queued", "keepalive", "ping" -> true;
            default -> false;
        };
    }

    @Override
    public Judgement judge(String name, byte[] data) {
        JsonNode event = EventData.object(data);
        // The type inside the data is the one that counts; the event line may be missing.
        String inside = EventData.text(event, "type");
        String type = inside.isEmpty() ? name : inside;
        if (isPreamble(type)) {
            return Judgement.PREAMBLE;
        }
        if (type.equals("error") || name.equals("error") || hasError(event)) {
            JsonNode error = event != null && event.path("error").isObject() ? event.get("error") : event;
            return error(error, inside);
        }
        if (type.equals("response.failed")) {
            return error(event == null ? null : event.path("response").get("error"), inside);
        }
        return Judgement.CONTENT;
    }

    private static boolean hasError(@Nullable JsonNode event) {
        return event != null && event.path("error").isObject() && !event.has("type");
    }

    private static Judgement error(@Nullable JsonNode error, String eventType) {
        String code = EventData.text(error, "code");
        String type = EventData.text(error, "type");
        String word = type.isEmpty() || type.equals(eventType) ? "server_error" : type;
        return Judgement.error(
                code.isEmpty() ? word : code, EventData.text(error, "message"), ErrorStatus.of(code, word));
    }
}
