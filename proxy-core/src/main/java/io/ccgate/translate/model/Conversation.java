package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for one more turn of a conversation, free of any protocol.
 *
 * @param system what stands before all turns, in order
 * @param toolChoice null when the client left it open
 * @param parallelTools null when the client left it open
 * @param maxTokens upper bound of the answer, reasoning included; null when the client gave none
 * @param reasoning null when the client left it open
 * @param params values that a target may or may not know
 */
public record Conversation(
        List<Part.Text> system,
        List<Turn> turns,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelTools,
        @Nullable Long maxTokens,
        List<String> stops,
        @Nullable Reasoning reasoning,
        OutputFormat format,
        boolean stream,
        Map<Param, JsonNode> params,
        ClientWishes wishes) {

    public @Nullable JsonNode param(Param param) {
        return params.get(param);
    }
}
