package io.ccgate.translate.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.wire.Json;

/** The answer to a request that asks for a count of tokens. */
public final class CountReply {
    private CountReply() {}

    public static ObjectNode write(Protocol client, long tokens) {
        return switch (client) {
            case GEMINI -> Json.object().put("totalTokens", tokens);
            case RESPONSES ->
                Json.object().put("object", "response.input_tokens").put("input_tokens", tokens);
            case ANTHROPIC, CHAT -> Json.object().put("input_tokens", tokens);
        };
    }
}
