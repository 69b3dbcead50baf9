package io.ccgate.mock;

import static io.ccgate.mock.Json.array;
import static io.ccgate.mock.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.mock.Ask.Cache;
import io.ccgate.mock.Ask.Thinking;
import io.ccgate.mock.Ask.Tool;
import io.ccgate.mock.Reply.Call;
import io.ccgate.mock.Reply.Usage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenAI Chat Completions. */
final class ChatDialect implements Dialect {
    private final InstantSource clock;

    ChatDialect(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String protocol() {
        return "openai-chat";
    }

    @Override
    public Ask read(String path, String query, JsonNode body, int bytes) {
        Conversation conversation = new Conversation();
        for (JsonNode message : body.path("messages")) {
            switch (message.path("role").asText()) {
                case "user" -> {
                    conversation.user();
                    texts(message.path("content")).forEach(conversation::text);
                }
                case "tool", "function" -> conversation.result(String.join("\n", texts(message.path("content"))));
                case "assistant" -> conversation.model();
                default -> {}
            }
        }
        JsonNode schema = body.path("response_format").path("json_schema").path("schema");
        if (body.path("response_format").path("type").asText().equals("json_object")) {
            schema = Json.read("{\"properties\":{\"answer\":{\"type\":\"string\"}}}");
        }
        return new Ask(
                body.path("model").asText("gpt-demo"),
                body.path("stream").asBoolean(),
                conversation.prompt(),
                conversation.question(),
                conversation.results(),
                conversation.turns(),
                tools(body),
                forced(body.path("tool_choice")),
                schema.isObject() ? Optional.of(schema) : Optional.empty(),
                thinking(body),
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt()),
                Dialect.tokens(bytes),
                Cache.AUTOMATIC,
                body);
    }

    static List<String> texts(JsonNode content) {
        if (content.isTextual()) {
            return List.of(content.asText());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            texts.add(part.path("text").asText("[" + part.path("type").asText() + "]"));
        }
        return texts;
    }

    private static List<Tool> tools(JsonNode body) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            boolean custom = tool.path("type").asText().equals("custom");
            JsonNode definition = tool.path(custom ? "custom" : "function");
            tools.add(new Tool(definition.path("name").asText(), "", custom, definition.path("parameters")));
        }
        return tools;
    }

    private static Optional<String> forced(JsonNode choice) {
        if (choice.asText().equals("required")) {
            return Optional.of("");
        }
        JsonNode name = choice.path("function").path("name");
        return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
    }

    private static Thinking thinking(JsonNode body) {
        return switch (body.path("reasoning_effort").asText()) {
            case "", "none" -> Thinking.NONE;
            default -> Thinking.SHOWN;
        };
    }

    @Override
    public JsonNode json(Ask ask, Reply reply) {
        ObjectNode message = object().put("role", "assistant");
        message.put("content", reply.deltas().isEmpty() ? null : reply.text()).putNull("refusal");
        if (!reply.thinking().isEmpty()) {
            message.put("reasoning_content", reply.thinking());
        }
        if (!reply.calls().isEmpty()) {
            ArrayNode calls = array();
            reply.calls().forEach(call -> calls.add(call(call, call.input())));
            message.set("tool_calls", calls);
        }
        message.set("annotations", array());
        ObjectNode choice = object().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs").put("finish_reason", finish(reply));
        ObjectNode answer = frame("chat.completion", Ids.of("chatcmpl-"), ask);
        answer.set("choices", array(choice));
        answer.set("usage", usage(reply.usage()));
        return answer;
    }

    private static ObjectNode call(Call call, String input) {
        ObjectNode node = object().put("id", "call_" + call.id()).put("type", call.custom() ? "custom" : "function");
        ObjectNode body = object().put("name", call.name()).put(call.custom() ? "input" : "arguments", input);
        node.set(call.custom() ? "custom" : "function", body);
        return node;
    }

    private ObjectNode frame(String kind, String id, Ask ask) {
        return object().put("id", id)
                .put("object", kind)
                .put("created", clock.instant().getEpochSecond())
                .put("model", ask.model())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_demo");
    }

    private static String finish(Reply reply) {
        return switch (reply.stop()) {
            case END -> "stop";
            case TOOLS -> "tool_calls";
            case LENGTH -> "length";
        };
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode node = object().put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.input() + usage.output());
        node.set(
                "prompt_tokens_details",
                object().put("cached_tokens", usage.cacheRead())
                        .put("cache_write_tokens", usage.cacheWrite())
                        .put("audio_tokens", 0));
        node.set(
                "completion_tokens_details",
                object().put("reasoning_tokens", usage.thinking()).put("audio_tokens", 0));
        return node;
    }

    @Override
    public List<String> events(Ask ask, Reply reply) {
        boolean askedUsage =
                ask.body().path("stream_options").path("include_usage").asBoolean();
        Chunks chunks = new Chunks(frame("chat.completion.chunk", Ids.of("chatcmpl-"), ask), askedUsage);
        chunks.delta(object().put("role", "assistant").put("content", ""));
        if (!reply.thinking().isEmpty()) {
            for (String piece : Prose.split(reply.thinking())) {
                chunks.delta(object().put("reasoning_content", piece));
            }
        }
        for (String piece : reply.deltas()) {
            chunks.delta(object().put("content", piece));
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            Call call = reply.calls().get(i);
            ObjectNode opening = object().put("index", i);
            opening.setAll(call(call, ""));
            chunks.toolCall(opening);
            for (String piece : AnthropicDialect.halves(call.input())) {
                ObjectNode more = object().put("index", i);
                more.set(
                        call.custom() ? "custom" : "function",
                        object().put(call.custom() ? "input" : "arguments", piece));
                chunks.toolCall(more);
            }
        }
        chunks.finish(finish(reply));
        if (askedUsage) {
            chunks.usage(usage(reply.usage()));
        }
        return chunks.events();
    }

    /** The chunks of one stream: same id, time and model in all. */
    private static final class Chunks {
        private final ObjectNode frame;
        private final boolean nullUsage;
        private final List<String> events = new ArrayList<>();

        Chunks(ObjectNode frame, boolean nullUsage) {
            this.frame = frame;
            this.nullUsage = nullUsage;
        }

        void delta(ObjectNode delta) {
            choice(delta, null);
        }

        void toolCall(ObjectNode call) {
            ObjectNode delta = object();
            delta.set("tool_calls", array(call));
            delta(delta);
        }

        void finish(String reason) {
            choice(object(), reason);
        }

        private void choice(ObjectNode delta, @Nullable String finish) {
            ObjectNode choice = object().put("index", 0);
            choice.set("delta", delta);
            choice.putNull("logprobs").put("finish_reason", finish);
            ObjectNode chunk = frame.deepCopy();
            chunk.set("choices", array(choice));
            if (nullUsage) {
                chunk.putNull("usage");
            }
            events.add(Json.data(chunk));
        }

        void usage(ObjectNode usage) {
            ObjectNode chunk = frame.deepCopy();
            chunk.set("choices", array());
            chunk.set("usage", usage);
            events.add(Json.data(chunk));
        }

        List<String> events() {
            events.add("data: [DONE]\n\n");
            return events;
        }
    }

    @Override
    public JsonNode error(int status, String message) {
        return openAiError(status, message);
    }

    /** The error body of both OpenAI protocols. */
    static ObjectNode openAiError(int status, String message) {
        String type = switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "service_unavailable_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
        ObjectNode error = object().put("message", message).put("type", type).putNull("param");
        error.put("code", errorCode(status));
        ObjectNode envelope = object();
        envelope.set("error", error);
        return envelope;
    }

    static @Nullable String errorCode(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 402 -> "insufficient_quota";
            case 404 -> "model_not_found";
            case 429 -> "rate_limit_exceeded";
            case 503, 529 -> "server_is_overloaded";
            default -> status < 500 ? null : "server_error";
        };
    }

    @Override
    public String errorEvent(int status, String message, boolean first) {
        return Json.data(error(status, message));
    }

    @Override
    public String idHeader() {
        return "x-request-id";
    }
}
