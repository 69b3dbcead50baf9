package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers to a request to count tokens, in each protocol's shape. */
public final class TokenCount {
    private TokenCount() {}

    /** @param protocol the client's; Chat has no such call, it gets the form of Responses */
    public static byte[] answer(@Nullable Protocol protocol, long tokens) {
        String json = switch (protocol == null ? Protocol.ANTHROPIC : protocol) {
            case ANTHROPIC -> "{\"input_tokens\":" + tokens + "}";
            case GEMINI -> "{\"totalTokens\":" + tokens + "}";
            case CHAT, RESPONSES -> "{\"object\":\"response.input_tokens\",\"input_tokens\":" + tokens + "}";
        };
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
