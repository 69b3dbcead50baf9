package io.ccgate.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.protocol.sse.ErrorStatus;
import io.ccgate.protocol.sse.EventData;
import io.ccgate.protocol.sse.EventJudge;
import io.ccgate.protocol.sse.Judgement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A chunk whose deltas bring no more than a role is preamble, so is one without choices (Azure leads with its filter's
 * results); {@code {"error":…}} in any of its spellings is an error.
 */
public final class ChatJudge implements EventJudge {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean isPreamble(String name) {
        return false;
    }

    @Override
    public Judgement judge(String name, byte[] data) {
        if (Arrays.equals(data, DONE)) {
            return Judgement.END;
        }
        JsonNode chunk = EventData.object(data);
        if (chunk == null) {
            return name.equals("error") ? Judgement.error("server_error", "", 500) : Judgement.CONTENT;
        }
        JsonNode error = chunk.get("error");
        if (!EventData.saysNothing(error)) {
            return error.isObject()
                    ? error(error)
                    : Judgement.error(
                            "server_error", error.asText(), ErrorStatus.of(EventData.text(chunk, "code"), ""));
        }
        if (name.equals("error") || EventData.text(chunk, "object").equals("error")) {
            return error(chunk);
        }
        return isPreamble(chunk) ? Judgement.PREAMBLE : Judgement.CONTENT;
    }

    private static boolean isPreamble(JsonNode chunk) {
        JsonNode choices = chunk.get("choices");
        if (choices == null || !choices.isArray()) {
            return false;
        }
        for (JsonNode choice : choices) {
            if (!EventData.saysNothing(choice.get("finish_reason")) || !EventData.saysNothing(choice.get("text"))) {
                return false;
            }
            for (Map.Entry<String, JsonNode> member : choice.path("delta").properties()) {
                if (!member.getKey().equals("role") && !EventData.saysNothing(member.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Judgement error(JsonNode error) {
        String code = EventData.text(error, "code");
        String type = EventData.text(error, "type");
        String word = type.isEmpty() ? code : type;
        return Judgement.error(
                word.isEmpty() ? "server_error" : word, EventData.text(error, "message"), ErrorStatus.of(code, type));
    }
}
