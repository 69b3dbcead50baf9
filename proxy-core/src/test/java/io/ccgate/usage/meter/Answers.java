package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of all protocols with decoys in them, and what they used. */
final class Answers {
    /** An answer and the numbers a reader of the provider's documentation would take from it. */
    record Answer(
            String name,
            Protocol protocol,
            boolean stream,
            String body,
            TokenUsage usage,
            boolean complete,
            @Nullable String error) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final Answer ANTHROPIC_STREAM = new Answer(
            "anthropic stream",
            Protocol.ANTHROPIC,
            true,
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"usage":{"input_tokens":25,"cache_creation_input_tokens":700,"cache_read_input_tokens":5000,"cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":400},"output_tokens":1,"service_tier":"standard"}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: ping
            data: {"type": "ping"}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"say \\"usage\\":{\\"output_tokens\\":999} é\\\\"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"usage\\":{\\"input_tokens\\":7}}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":0,"output_tokens":42,"cache_read_input_tokens":null,"output_tokens_details":{"thinking_tokens":9},"server_tool_use":{"web_search_requests":2}}}

            event: message_stop
            data: {"type":"message_stop"}

            """,
            new TokenUsage(25, 42, 300, 400, 5000, 9, 2),
            true,
            null);

    static final Answer CHAT_STREAM = new Answer(
            "chat stream", Protocol.CHAT, true, """
            data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}

            data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"\\"usage\\":{\\"prompt_tokens\\":1}"},"finish_reason":null}],"usage":null}

            data:{"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"usage\\":{}}"}}]},"finish_reason":null}]}

            data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: {"id":"c1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,"prompt_tokens_details":{"cached_tokens":600,"cache_write_tokens":100},"completion_tokens_details":{"reasoning_tokens":30}}}

            data: [DONE]

            """, new TokenUsage(300, 50, 100, 0, 600, 30, 0), true, null);

    static final Answer RESPONSES_STREAM = new Answer(
            "responses stream", Protocol.RESPONSES, true, """
            event: response.created
            data: {"type":"response.created","response":{"id":"resp_1","status":"in_progress","usage":null,"instructions":"usage","tools":[{"usage":{"input_tokens":3}}]},"sequence_number":0}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"m","delta":"Hello \\"usage\\"","sequence_number":1}

            event: response.completed
            data: {"response":{"id":"resp_1","status":"completed","error":null,"output":[{"type":"web_search_call","usage":{"input_tokens":1}},{"type":"message","content":[{"type":"output_text","text":"{\\"usage\\":{\\"input_tokens\\":5}}"}]}],"usage":{"input_tokens":800,"input_tokens_details":{"cached_tokens":500},"output_tokens":90,"output_tokens_details":{"reasoning_tokens":64},"total_tokens":890}},"type":"response.completed","sequence_number":2}

            """, new TokenUsage(300, 90, 0, 0, 500, 64, 1), true, null);

    static final Answer GEMINI_STREAM = new Answer(
            "gemini stream", Protocol.GEMINI, true, """
            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi \\"usageMetadata\\""}]},"index":0}],"usageMetadata":{"promptTokenCount":100,"totalTokenCount":100}}

            data: {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"f","args":{"usageMetadata":{"promptTokenCount":1}}}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":40,"toolUsePromptTokenCount":8,"candidatesTokenCount":20,"thoughtsTokenCount":30,"totalTokenCount":158}}

            """, new TokenUsage(68, 50, 0, 0, 40, 30, 0), true, null);

    static final Answer ANTHROPIC_JSON = new Answer(
            "anthropic json", Protocol.ANTHROPIC, false, """
            {"id":"msg_1","type":"message","content":[{"type":"tool_use","input":{"usage":{"input_tokens":1},"error":{"type":"x"}}},
            {"type":"text","text":"\\\\\\"usage\\":{\\"input_tokens\\":2}\\\\"}],"stop_reason":"tool_use",
            "usage" : { "input_tokens" : 11, "output_tokens" : 22, "cache_creation_input_tokens" : 33, "cache_read_input_tokens" : 44 } }
            """, new TokenUsage(11, 22, 33, 0, 44, 0, 0), true, null);

    static final Answer GEMINI_ARRAY =
            new Answer("gemini array", Protocol.GEMINI, false, """
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1}}
            ,
            {"candidates":[{"content":{"parts":[{"text":"]}"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":7}}
            ]""", new TokenUsage(10, 7, 0, 0, 0, 0, 0), true, null);

    static final Answer ANTHROPIC_BROKEN = new Answer(
            "anthropic error in the stream",
            Protocol.ANTHROPIC,
            true,
            """
            event: message_start
            data: {"type":"message_start","message":{"usage":{"input_tokens":25,"output_tokens":1}}}

            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

            """,
            new TokenUsage(25, 1, 0, 0, 0, 0, 0),
            false,
            "overloaded_error");

    static final Answer CHAT_ERROR = new Answer(
            "chat error",
            Protocol.CHAT,
            false,
            "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}}",
            TokenUsage.NONE,
            true,
            "invalid_request_error");

    static final Answer RESPONSES_FAILED = new Answer(
            "responses failed",
            Protocol.RESPONSES,
            true,
            """
            event: response.failed
            data: {"type":"response.failed","response":{"status":"failed","error":{"code":"server_error","message":"x"},"usage":{"input_tokens":5,"output_tokens":0}}}

            """,
            new TokenUsage(5, 0, 0, 0, 0, 0, 0),
            true,
            "server_error");

    static final Answer GEMINI_ERROR = new Answer(
            "gemini error",
            Protocol.GEMINI,
            false,
            "{\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
            TokenUsage.NONE,
            true,
            "RESOURCE_EXHAUSTED");

    static final List<Answer> ALL = List.of(
            ANTHROPIC_STREAM,
            CHAT_STREAM,
            RESPONSES_STREAM,
            GEMINI_STREAM,
            ANTHROPIC_JSON,
            GEMINI_ARRAY,
            ANTHROPIC_BROKEN,
            CHAT_ERROR,
            RESPONSES_FAILED,
            GEMINI_ERROR);

    private Answers() {}
}
