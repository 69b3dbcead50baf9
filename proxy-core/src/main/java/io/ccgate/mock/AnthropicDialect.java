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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Anthropic Messages. */
final class AnthropicDialect implements Dialect {
    @Override
    public String protocol() {
        return "anthropic";
    }

    @Override
    public Ask read(String path, String query, JsonNode body, int bytes) {
        Conversation conversation = new Conversation();
        for (JsonNode message : body.path("messages")) {
            switch (message.path("role").asText()) {
                case "user" -> userMessage(message.path("content"), conversation);
                case "assistant" -> conversation.model();
                default -> {} // A system message in the middle asks for nothing.
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            tools.add(new Tool(tool.path("name").asText(), "", false, tool.path("input_schema")));
        }
        JsonNode choice = body.path("tool_choice");
        Optional<String> forced = switch (choice.path("type").asText()) {
            case "any" -> Optional.of("");
            case "tool" -> Optional.of(choice.path("name").asText());
            default -> Optional.empty();
        };
        JsonNode format = body.path("output_config").path("format");
        JsonNode schema = format.isMissingNode() ? body.path("output_format").path("schema") : format.path("schema");
        return new Ask(
                body.path("model").asText("claude-demo"),
                body.path("stream").asBoolean(),
                conversation.prompt(),
                conversation.question(),
                conversation.results(),
                conversation.turns(),
                tools,
                forced,
                schema.isObject() ? Optional.of(schema) : Optional.empty(),
                thinking(body.path("thinking")),
                body.path("max_tokens").asInt(),
                Dialect.tokens(bytes),
                cache(body),
                body);
    }

    private static void userMessage(JsonNode content, Conversation conversation) {
        conversation.user();
        if (content.isTextual()) {
            conversation.text(content.asText());
        }
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_result")) {
                conversation.result(text(block.path("content")));
            } else if (block.has("text")) {
                conversation.text(block.path("text").asText());
            }
        }
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        List<String> texts = new ArrayList<>();
        content.forEach(block ->
                texts.add(block.path("text").asText("[" + block.path("type").asText() + "]")));
        return String.join("\n", texts);
    }

    private static Thinking thinking(JsonNode thinking) {
        return switch (thinking.path("type").asText()) {
            case "enabled", "adaptive", "between_tools" ->
                thinking.path("display").asText().equals("omitted") ? Thinking.HIDDEN : Thinking.SHOWN;
            default -> Thinking.NONE;
        };
    }

    private static Cache cache(JsonNode body) {
        List<JsonNode> marks = body.findValues("cache_control");
        if (marks.isEmpty()) {
            return Cache.NONE;
        }
        return marks.stream().anyMatch(mark -> mark.path("ttl").asText().equals("1h"))
                ? Cache.ONE_HOUR
                : Cache.FIVE_MINUTES;
    }

    @Override
    public JsonNode json(Ask ask, Reply reply) {
        ArrayNode content = array();
        if (!reply.thinking().isEmpty()) {
            content.add(object().put("type", "thinking")
                    .put("thinking", shown(ask, reply))
                    .put("signature", signature(reply.thinking())));
        }
        if (!reply.deltas().isEmpty()) {
            content.add(object().put("type", "text").put("text", reply.text()));
        }
        for (Call call : reply.calls()) {
            ObjectNode block = toolUse(call);
            block.set("input", Json.read(call.input()));
            content.add(block);
        }
        ObjectNode message =
                message(ask, content, usage(ask, reply.usage(), reply.usage().output()));
        message.put("stop_reason", stopReason(reply));
        return message;
    }

    private static ObjectNode message(Ask ask, ArrayNode content, ObjectNode usage) {
        ObjectNode message = object().put("id", Ids.of("msg_01"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", ask.model());
        message.set("content", content);
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage);
        return message;
    }

    private static String shown(Ask ask, Reply reply) {
        return ask.thinking() == Thinking.SHOWN ? reply.thinking() : "";
    }

    private static ObjectNode toolUse(Call call) {
        return object().put("type", "tool_use")
                .put("id", "toolu_01" + call.id())
                .put("name", call.name());
    }

    static String signature(String thinking) {
        byte[] seal = ("demo signature of " + thinking.hashCode() + " and nothing else to see here")
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(seal);
    }

    private static String stopReason(Reply reply) {
        return switch (reply.stop()) {
            case END -> "end_turn";
            case TOOLS -> "tool_use";
            case LENGTH -> "max_tokens";
        };
    }

    private static ObjectNode usage(Ask ask, Usage usage, int output) {
        boolean hour = ask.cache() == Cache.ONE_HOUR;
        ObjectNode node = object().put("input_tokens", usage.uncached())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
        node.set(
                "cache_creation",
                object().put("ephemeral_5m_input_tokens", hour ? 0 : usage.cacheWrite())
                        .put("ephemeral_1h_input_tokens", hour ? usage.cacheWrite() : 0));
        return node.put("output_tokens", output).put("service_tier", "standard");
    }

    @Override
    public List<String> events(Ask ask, Reply reply) {
        List<String> events = new ArrayList<>();
        ObjectNode opening = object();
        opening.set("message", message(ask, array(), usage(ask, reply.usage(), 1)));
        events.add(typed("message_start", opening));
        events.add(typed("ping", object()));
        int index = 0;
        if (!reply.thinking().isEmpty()) {
            List<ObjectNode> deltas = new ArrayList<>();
            if (ask.thinking() == Thinking.SHOWN) {
                for (String piece : Prose.split(reply.thinking())) {
                    deltas.add(object().put("type", "thinking_delta").put("thinking", piece));
                }
            }
            deltas.add(object().put("type", "signature_delta").put("signature", signature(reply.thinking())));
            ObjectNode start =
                    object().put("type", "thinking").put("thinking", "").put("signature", "");
            block(events, index++, start, deltas);
        }
        if (!reply.deltas().isEmpty()) {
            List<ObjectNode> deltas = new ArrayList<>();
            for (String piece : reply.deltas()) {
                deltas.add(object().put("type", "text_delta").put("text", piece));
            }
            block(events, index++, object().put("type", "text").put("text", ""), deltas);
        }
        for (Call call : reply.calls()) {
            ObjectNode start = toolUse(call);
            start.set("input", object());
            List<ObjectNode> deltas = new ArrayList<>();
            deltas.add(object().put("type", "input_json_delta").put("partial_json", ""));
            for (String piece : halves(call.input())) {
                deltas.add(object().put("type", "input_json_delta").put("partial_json", piece));
            }
            block(events, index++, start, deltas);
        }
        ObjectNode end = object();
        end.set("delta", object().put("stop_reason", stopReason(reply)).putNull("stop_sequence"));
        ObjectNode usage = object().put("input_tokens", reply.usage().uncached())
                .put("cache_creation_input_tokens", reply.usage().cacheWrite())
                .put("cache_read_input_tokens", reply.usage().cacheRead())
                .put("output_tokens", reply.usage().output());
        if (reply.usage().thinking() > 0) {
            usage.set(
                    "output_tokens_details",
                    object().put("thinking_tokens", reply.usage().thinking()));
        }
        end.set("usage", usage);
        events.add(typed("message_delta", end));
        events.add(typed("message_stop", object()));
        return events;
    }

    /** Arguments never come whole: readers must put them together. */
    static List<String> halves(String text) {
        return text.length() < 4
                ? List.of(text)
                : List.of(text.substring(0, text.length() / 2), text.substring(text.length() / 2));
    }

    private static void block(List<String> events, int index, ObjectNode start, List<ObjectNode> deltas) {
        ObjectNode opening = object().put("index", index);
        opening.set("content_block", start);
        events.add(typed("content_block_start", opening));
        for (ObjectNode delta : deltas) {
            ObjectNode change = object().put("index", index);
            change.set("delta", delta);
            events.add(typed("content_block_delta", change));
        }
        events.add(typed("content_block_stop", object().put("index", index)));
    }

    /** An event whose data repeats its name. */
    private static String typed(String type, ObjectNode rest) {
        ObjectNode data = object().put("type", type);
        data.setAll(rest);
        return Json.event(type, data);
    }

    @Override
    public JsonNode error(int status, String message) {
        ObjectNode envelope = object().put("type", "error");
        envelope.set("error", object().put("type", errorType(status)).put("message", message));
        return envelope.put("request_id", Ids.of("req_01"));
    }

    @Override
    public String errorEvent(int status, String message, boolean first) {
        return Json.event("error", error(status, message));
    }

    private static String errorType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    @Override
    public String idHeader() {
        return "request-id";
    }
}
