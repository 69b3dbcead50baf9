package io.ccgate.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.protocol.sse.ErrorStatus;
import io.ccgate.protocol.sse.EventData;
import io.ccgate.protocol.sse.EventJudge;
import io.ccgate.protocol.sse.Judgement;

/** {@code message_start} and {@code ping} are preamble, {@code error} is an error, the rest is the answer. */
public final class AnthropicJudge implements EventJudge {
    @Override
    public boolean isPreamble(String name) {
        return name.equals("message_start") || name.equals("ping");
    }

    @Override
    public Judgement judge(String name, byte[] data) {
        JsonNode event = EventData.object(data);
        String type = name.isEmpty() ? EventData.text(event, "type") : name;
        return switch (type) {
            case "message_start", "ping" -> Judgement.PREAMBLE;
            case "message_stop" -> Judgement.END;
            case "error" -> {
                JsonNode error = event == null ? null : event.get("error");
                String kind = EventData.text(error, "type");
                yield Judgement.error(
                        kind.isEmpty() ? "api_error" : kind,
                        EventData.text(error, "message"),
                        ErrorStatus.of("", kind));
            }
            default -> Judgement.CONTENT;
        };
    }
}
