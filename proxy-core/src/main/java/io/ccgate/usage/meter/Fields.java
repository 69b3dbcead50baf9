package io.ccgate.usage.meter;

import static io.ccgate.usage.scan.Shape.at;
import static io.ccgate.usage.scan.Shape.document;
import static io.ccgate.usage.scan.Shape.in;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.ServerTools;
import io.ccgate.usage.scan.Shape;
import java.util.List;

/**
 * Where each protocol keeps what the meter wants to know, in whole answers and in the data of stream events alike.
 * Only these exact places count: a {@code usage} in a tool's input or in a text is somewhere else.
 */
final class Fields {
    static final int INPUT = 0;
    static final int OUTPUT = 1;
    static final int CACHE_READ = 2;
    static final int CACHE_WRITE = 3;
    static final int CACHE_WRITE_5M = 4;
    static final int CACHE_WRITE_1H = 5;
    static final int REASONING = 6;
    static final int TOOL_INPUT = 7;
    static final int TOTAL = 8;
    /** The first of the tools, which follow in the order of {@link #TOOLS}. */
    static final int FIRST_TOOL = 9;

    static final List<String> TOOLS = List.of(
            ServerTools.WEB_SEARCH,
            ServerTools.WEB_FETCH,
            ServerTools.CODE_EXECUTION,
            ServerTools.TOOL_SEARCH,
            ServerTools.FILE_SEARCH,
            ServerTools.CODE_INTERPRETER,
            ServerTools.IMAGE_GENERATION,
            ServerTools.GOOGLE_SEARCH);
    /** How many of the fields above are numbers to keep. */
    static final int NUMBERS = FIRST_TOOL + TOOLS.size();

    /** The event's own type; the first of those that are no numbers. */
    static final int EVENT_TYPE = 32;
    /** Why generation ended; null until it did. */
    static final int FINISH = EVENT_TYPE + 1;
    /** An error object, or a word in its place. */
    static final int ERROR = FINISH + 1;
    /** Names of the error, best first. */
    static final int ERROR_TYPE = ERROR + 1;

    static final int ERROR_CODE = ERROR_TYPE + 1;
    /** Generated text: only its length counts. */
    static final int CONTENT = ERROR_CODE + 1;
    /** Kind of an output item, to find calls of server tools. */
    static final int ITEM_TYPE = CONTENT + 1;
    /** What such a call did. */
    static final int ITEM_ACTION = ITEM_TYPE + 1;
    /** A query to Google Search, one of an array. */
    static final int SEARCH_QUERY = ITEM_ACTION + 1;
    /** How the request was served; what a provider names in several places is one field each. */
    static final int SERVICE_TIER = SEARCH_QUERY + 1;

    static final int SPEED = SERVICE_TIER + 1;
    static final int REGION = SPEED + 1;

    private static final Shape ANTHROPIC = document(
            at("type", EVENT_TYPE),
            anthropicUsage(),
            in("message", anthropicUsage()),
            in(
                    "delta",
                    at("stop_reason", FINISH),
                    at("text", CONTENT),
                    at("thinking", CONTENT),
                    at("partial_json", CONTENT)),
            in("content", at("text", CONTENT), at("thinking", CONTENT)),
            at("error", ERROR, at("type", ERROR_TYPE)));

    private static final Shape CHAT = document(
            in("choices", at("finish_reason", FINISH), chatText("delta"), chatText("message"), chatUsage()),
            chatUsage(),
            at("service_tier", SERVICE_TIER),
            error());

    private static final Shape RESPONSES = document(
            at("type", EVENT_TYPE),
            at("delta", CONTENT),
            at("code", ERROR_CODE),
            error(),
            responsesUsage(),
            responsesOutput(),
            at("service_tier", SERVICE_TIER),
            in("response", responsesUsage(), responsesOutput(), at("service_tier", SERVICE_TIER), error()));

    private static final Shape GEMINI = document(
            in(
                    "candidates",
                    at("finishReason", FINISH),
                    in("content", in("parts", at("text", CONTENT))),
                    in("groundingMetadata", at("webSearchQueries", SEARCH_QUERY))),
            in("promptFeedback", at("blockReason", FINISH)),
            in(
                    "usageMetadata",
                    at("promptTokenCount", INPUT),
                    at("cachedContentTokenCount", CACHE_READ),
                    at("toolUsePromptTokenCount", TOOL_INPUT),
                    at("candidatesTokenCount", OUTPUT),
                    at("serviceTier", SERVICE_TIER),
                    at("thoughtsTokenCount", REASONING)),
            at("error", ERROR, at("status", ERROR_TYPE)));

    private Fields() {}

    /** The field that counts calls of a tool. */
    static int tool(String name) {
        return FIRST_TOOL + TOOLS.indexOf(name);
    }

    static Shape of(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC -> ANTHROPIC;
            case CHAT -> CHAT;
            case RESPONSES -> RESPONSES;
            case GEMINI -> GEMINI;
        };
    }

    private static Shape.Member anthropicUsage() {
        return in(
                "usage",
                at("input_tokens", INPUT),
                at("output_tokens", OUTPUT),
                at("cache_creation_input_tokens", CACHE_WRITE),
                at("cache_read_input_tokens", CACHE_READ),
                in(
                        "cache_creation",
                        at("ephemeral_5m_input_tokens", CACHE_WRITE_5M),
                        at("ephemeral_1h_input_tokens", CACHE_WRITE_1H)),
                in("output_tokens_details", at("thinking_tokens", REASONING)),
                at("service_tier", SERVICE_TIER),
                at("speed", SPEED),
                at("inference_geo", REGION),
                in(
                        "server_tool_use",
                        at("web_search_requests", tool(ServerTools.WEB_SEARCH)),
                        at("web_fetch_requests", tool(ServerTools.WEB_FETCH)),
                        at("code_execution_requests", tool(ServerTools.CODE_EXECUTION)),
                        at("tool_search_requests", tool(ServerTools.TOOL_SEARCH))));
    }

    private static Shape.Member chatUsage() {
        return in(
                "usage",
                at("prompt_tokens", INPUT),
                at("completion_tokens", OUTPUT),
                at("total_tokens", TOTAL),
                in("prompt_tokens_details", at("cached_tokens", CACHE_READ), at("cache_write_tokens", CACHE_WRITE)),
                // DeepSeek and Moonshot name the cached part on their own.
                at("prompt_cache_hit_tokens", CACHE_READ),
                at("cached_tokens", CACHE_READ),
                in("completion_tokens_details", at("reasoning_tokens", REASONING)),
                // Perplexity's searches.
                at("num_search_queries", tool(ServerTools.WEB_SEARCH)));
    }

    private static Shape.Member chatText(String name) {
        return in(
                name,
                at("content", CONTENT),
                at("reasoning_content", CONTENT),
                at("reasoning", CONTENT),
                in("tool_calls", in("function", at("arguments", CONTENT))));
    }

    private static Shape.Member responsesUsage() {
        return in(
                "usage",
                at("input_tokens", INPUT),
                at("output_tokens", OUTPUT),
                in("input_tokens_details", at("cached_tokens", CACHE_READ), at("cache_write_tokens", CACHE_WRITE)),
                in("output_tokens_details", at("reasoning_tokens", REASONING)));
    }

    private static Shape.Member responsesOutput() {
        return in("output", at("type", ITEM_TYPE), in("action", at("type", ITEM_ACTION)));
    }

    private static Shape.Member error() {
        return at("error", ERROR, at("type", ERROR_TYPE), at("code", ERROR_CODE));
    }
}
