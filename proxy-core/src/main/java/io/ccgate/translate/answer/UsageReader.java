package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.wire.Json;
import io.ccgate.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Each protocol's token counts, read so that every part is counted once. */
public final class UsageReader {
    private UsageReader() {}

    /**
     * Anthropic's counters are totals of the whole message: a later one replaces an earlier one, unless it is null, or a 0
     * where something was already counted (compatible upstreams send 0 for "nothing new").
     */
    public static TokenUsage anthropic(@Nullable JsonNode usage, TokenUsage before) {
        JsonNode split = Json.get(usage, "cache_creation");
        long written = later(usage, "cache_creation_input_tokens", before.cacheCreation());
        long oneHour = Math.min(written, later(split, "ephemeral_1h_input_tokens", before.cacheCreation1h()));
        return new TokenUsage(
                later(usage, "input_tokens", before.input()),
                Json.number(usage, "output_tokens", before.output()),
                written - oneHour,
                oneHour,
                later(usage, "cache_read_input_tokens", before.cacheRead()),
                Json.number(Json.get(usage, "output_tokens_details"), "thinking_tokens", before.reasoning()),
                Json.number(Json.get(usage, "server_tool_use"), "web_search_requests", before.webSearches()));
    }

    private static long later(@Nullable JsonNode usage, String name, long before) {
        long now = Json.number(usage, name, before);
        return now == 0 ? before : now;
    }

    public static TokenUsage chat(@Nullable JsonNode usage) {
        JsonNode details = Json.get(usage, "prompt_tokens_details");
        long cached = Json.number(details, "cached_tokens", Json.number(usage, "prompt_cache_hit_tokens", 0));
        return openAi(
                Json.number(usage, "prompt_tokens", 0),
                cached,
                Json.number(details, "cache_write_tokens", 0),
                Json.number(usage, "completion_tokens", 0),
                Json.number(Json.get(usage, "completion_tokens_details"), "reasoning_tokens", 0));
    }

    public static TokenUsage responses(@Nullable JsonNode usage) {
        JsonNode details = Json.get(usage, "input_tokens_details");
        return openAi(
                Json.number(usage, "input_tokens", 0),
                Json.number(details, "cached_tokens", 0),
                Json.number(details, "cache_write_tokens", 0),
                Json.number(usage, "output_tokens", 0),
                Json.number(Json.get(usage, "output_tokens_details"), "reasoning_tokens", 0));
    }

    private static TokenUsage openAi(long input, long cached, long written, long output, long reasoning) {
        return new TokenUsage(Math.max(0, input - cached - written), output, written, 0, cached, reasoning, 0);
    }

    public static TokenUsage gemini(@Nullable JsonNode usage) {
        long cached = Json.number(usage, "cachedContentTokenCount", 0);
        long prompt = Json.number(usage, "promptTokenCount", 0) + Json.number(usage, "toolUsePromptTokenCount", 0);
        long thoughts = Json.number(usage, "thoughtsTokenCount", 0);
        long output = Json.number(usage, "candidatesTokenCount", 0) + thoughts;
        return new TokenUsage(Math.max(0, prompt - cached), output, 0, 0, cached, thoughts, 0);
    }
}
