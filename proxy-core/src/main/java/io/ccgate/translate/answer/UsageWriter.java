package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.wire.Json;
import io.ccgate.usage.TokenUsage;

/** Token counts in each protocol's own arithmetic. */
public final class UsageWriter {
    private UsageWriter() {}

    /** The usage of a whole message, every field present as the API's own answers have it. */
    public static ObjectNode anthropic(TokenUsage usage) {
        ObjectNode out = anthropicDelta(usage);
        if (usage.cacheCreation1h() > 0) {
            out.putObject("cache_creation")
                    .put("ephemeral_5m_input_tokens", usage.cacheCreation5m())
                    .put("ephemeral_1h_input_tokens", usage.cacheCreation1h());
        } else {
            out.putNull("cache_creation");
        }
        return out.putNull("service_tier").putNull("inference_geo").putNull("speed");
    }

    /** The usage of a {@code message_delta}. */
    public static ObjectNode anthropicDelta(TokenUsage usage) {
        ObjectNode out = Json.object()
                .put("input_tokens", usage.input())
                .put("output_tokens", usage.output())
                .put("cache_creation_input_tokens", usage.cacheCreation())
                .put("cache_read_input_tokens", usage.cacheRead());
        if (usage.reasoning() > 0) {
            out.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        } else {
            out.putNull("output_tokens_details");
        }
        return out.putNull("server_tool_use");
    }

    public static ObjectNode chat(TokenUsage usage) {
        ObjectNode out = Json.object()
                .put("prompt_tokens", usage.totalInput())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total());
        out.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheCreation());
        out.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return out;
    }

    public static ObjectNode responses(TokenUsage usage) {
        ObjectNode out = Json.object().put("input_tokens", usage.totalInput());
        out.putObject("input_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheCreation());
        out.put("output_tokens", usage.output());
        out.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return out.put("total_tokens", usage.total());
    }

    public static ObjectNode gemini(TokenUsage usage) {
        ObjectNode out = Json.object()
                .put("promptTokenCount", usage.totalInput())
                .put("candidatesTokenCount", Math.max(0, usage.output() - usage.reasoning()))
                .put("totalTokenCount", usage.total());
        if (usage.cacheRead() > 0) {
            out.put("cachedContentTokenCount", usage.cacheRead());
        }
        if (usage.reasoning() > 0) {
            out.put("thoughtsTokenCount", usage.reasoning());
        }
        return out;
    }
}
