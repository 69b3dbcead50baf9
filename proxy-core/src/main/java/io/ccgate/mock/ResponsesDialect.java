package io.ccgate.mock;

import static io.ccgate.mock.Json.array;
import static io.ccgate.mock.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ccgate.mock.Ask.Cache;
import io.ccgate.mock.Ask.Thinking;
import io.ccgate.mock.Ask.Tool;
import io.ccgate.mock.Reply.Call;
import io.ccgate.mock.Reply.Stop;
import io.ccgate.mock.Reply.Usage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenAI Responses, as Codex uses it: custom tools, namespaces and tools inside the input included. */
final class ResponsesDialect implements Dialect {
    private final InstantSource clock;

    ResponsesDialect(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String protocol() {
        return "openai-responses";
    }

    @Override
    public Ask read(String path, String query, JsonNode body, int bytes) {
        Conversation conversation = new Conversation();
        List<Tool> tools = new ArrayList<>();
        addTools(body.path("tools"), "", tools);
        if (body.path("input").isTextual()) {
            conversation.text(body.path("input").asText());
        }
        boolean modelSpoke = false;
        for (JsonNode item : body.path("input")) {
            boolean byModel = isByModel(item);
            if (byModel && !modelSpoke) {
                conversation.model(); // Its reasoning, text and calls of one turn are several items.
            }
            modelSpoke = byModel;
            readItem(item, conversation, tools);
        }
        JsonNode format = body.path("text").path("format");
        JsonNode schema = format.path("schema");
        return new Ask(
                body.path("model").asText("gpt-demo"),
                body.path("stream").asBoolean(),
                conversation.prompt(),
                conversation.question(),
                conversation.results(),
                conversation.turns(),
                tools,
                forced(body.path("tool_choice")),
                schema.isObject() ? Optional.of(schema) : Optional.empty(),
                thinking(body.path("reasoning")),
                body.path("max_output_tokens").asInt(),
                Dialect.tokens(bytes),
                Cache.AUTOMATIC,
                body);
    }

    private static boolean isByModel(JsonNode item) {
        return switch (item.path("type").asText("message")) {
            case "message" -> item.path("role").asText().equals("assistant");
            case "reasoning", "function_call", "custom_tool_call" -> true;
            default -> false;
        };
    }

    private static void readItem(JsonNode item, Conversation conversation, List<Tool> tools) {
        switch (item.path("type").asText("message")) {
            case "message" -> {
                if (item.path("role").asText().equals("user")) {
                    conversation.user();
                    ChatDialect.texts(item.path("content")).forEach(conversation::text);
                }
            }
            case "function_call_output", "custom_tool_call_output" ->
                conversation.result(String.join("\n", ChatDialect.texts(item.path("output"))));
            case "additional_tools" -> addTools(item.path("tools"), "", tools);
            default -> {} // Items of kinds we do not know ask for nothing.
        }
    }

    private static void addTools(JsonNode offered, String namespace, List<Tool> tools) {
        for (JsonNode tool : offered) {
            String name = tool.path("name").asText();
            switch (tool.path("type").asText()) {
                case "namespace" -> addTools(tool.path("tools"), name, tools);
                case "function" -> tools.add(new Tool(name, namespace, false, tool.path("parameters")));
                case "custom" -> tools.add(new Tool(name, namespace, true, tool.path("format")));
                default -> {} // Hosted tools run at the provider; the demo model never uses them.
            }
        }
    }

    private static Optional<String> forced(JsonNode choice) {
        if (choice.asText().equals("required")) {
            return Optional.of("");
        }
        return choice.path("name").isTextual() ? Optional.of(choice.path("name").asText()) : Optional.empty();
    }

    private static Thinking thinking(JsonNode reasoning) {
        if (!reasoning.isObject() || reasoning.path("effort").asText().equals("none")) {
            return Thinking.NONE;
        }
        return reasoning.path("summary").isTextual() ? Thinking.SHOWN : Thinking.HIDDEN;
    }

    /** The items of an answer, finished. */
    static List<ObjectNode> items(Ask ask, Reply reply) {
        List<ObjectNode> items = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            items.add(reasoning(ask, reply));
        }
        if (!reply.deltas().isEmpty()) {
            ObjectNode part = object().put("type", "output_text").put("text", reply.text());
            part.set("annotations", array());
            part.set("logprobs", array());
            ObjectNode message = object().put("id", Ids.of("msg_"))
                    .put("type", "message")
                    .put("status", reply.stop() == Stop.LENGTH ? "incomplete" : "completed")
                    .put("role", "assistant");
            message.set("content", array(part));
            items.add(message);
        }
        reply.calls().forEach(call -> items.add(call(call)));
        return items;
    }

    private static ObjectNode reasoning(Ask ask, Reply reply) {
        ObjectNode item = object().put("id", Ids.of("rs_")).put("type", "reasoning");
        ArrayNode summary = array();
        if (ask.thinking() == Thinking.SHOWN) {
            summary.add(object().put("type", "summary_text").put("text", reply.thinking()));
        }
        item.set("summary", summary);
        for (JsonNode include : ask.body().path("include")) {
            if (include.asText().equals("reasoning.encrypted_content")) {
                item.put("encrypted_content", AnthropicDialect.signature(reply.thinking()));
            }
        }
        return item;
    }

    private static ObjectNode call(Call call) {
        ObjectNode item = object().put("id", (call.custom() ? "ctc_" : "fc_") + call.id())
                .put("type", call.custom() ? "custom_tool_call" : "function_call")
                .put("status", "completed")
                .put("call_id", "call_" + call.id())
                .put("name", call.name());
        if (!call.namespace().isEmpty()) {
            item.put("namespace", call.namespace());
        }
        return item.put(call.custom() ? "input" : "arguments", call.input());
    }

    @Override
    public JsonNode json(Ask ask, Reply reply) {
        ObjectNode response = opened(ask, Ids.of("resp_"));
        finish(response, reply, items(ask, reply));
        return response;
    }

    /** The response before its first item: what it is asked, and nothing yet. */
    ObjectNode opened(Ask ask, String id) {
        ObjectNode response = object().put("id", id)
                .put("object", "response")
                .put("created_at", clock.instant().getEpochSecond())
                .put("status", "in_progress")
                .put("background", false)
                .putNull("error")
                .putNull("incomplete_details");
        echo(response, ask.body(), "instructions", Json.read("null"));
        echo(response, ask.body(), "max_output_tokens", Json.read("null"));
        response.put("model", ask.model());
        response.set("output", array());
        echo(response, ask.body(), "parallel_tool_calls", Json.read("true"));
        echo(response, ask.body(), "previous_response_id", Json.read("null"));
        echo(response, ask.body(), "reasoning", object().putNull("effort").putNull("summary"));
        echo(response, ask.body(), "store", Json.read("true"));
        echo(response, ask.body(), "temperature", DoubleNode.valueOf(1.0));
        ObjectNode text = object();
        text.set("format", object().put("type", "text"));
        echo(response, ask.body(), "text", text);
        echo(response, ask.body(), "tool_choice", TextNode.valueOf("auto"));
        echo(response, ask.body(), "tools", array());
        echo(response, ask.body(), "top_p", DoubleNode.valueOf(1.0));
        echo(response, ask.body(), "truncation", TextNode.valueOf("disabled"));
        response.putNull("usage");
        echo(response, ask.body(), "metadata", object());
        return response;
    }

    private static void echo(ObjectNode response, JsonNode body, String name, JsonNode otherwise) {
        response.set(name, body.has(name) ? body.get(name) : otherwise);
    }

    static void finish(ObjectNode response, Reply reply, List<ObjectNode> items) {
        boolean whole = reply.stop() != Stop.LENGTH;
        response.put("status", whole ? "completed" : "incomplete");
        if (!whole) {
            response.set("incomplete_details", object().put("reason", "max_output_tokens"));
        }
        response.set("output", array().addAll(items));
        response.set("usage", usage(reply.usage()));
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode node = object().put("input_tokens", usage.input());
        node.set(
                "input_tokens_details",
                object().put("cached_tokens", usage.cacheRead()).put("cache_write_tokens", usage.cacheWrite()));
        node.put("output_tokens", usage.output());
        node.set("output_tokens_details", object().put("reasoning_tokens", usage.thinking()));
        return node.put("total_tokens", usage.input() + usage.output());
    }

    @Override
    public List<String> events(Ask ask, Reply reply) {
        ResponsesEvents events = new ResponsesEvents(opened(ask, Ids.of("resp_")));
        List<ObjectNode> items = items(ask, reply);
        for (ObjectNode item : items) {
            events.item(item, reply.deltas());
        }
        return events.finish(reply, items);
    }

    @Override
    public JsonNode error(int status, String message) {
        return ChatDialect.openAiError(status, message);
    }

    @Override
    public String errorEvent(int status, String message, boolean first) {
        String code = status == 402 ? "insufficient_quota" : ChatDialect.errorCode(status);
        if (first) {
            return Json.event(
                    "error",
                    object().put("type", "error")
                            .put("code", code)
                            .put("message", message)
                            .putNull("param")
                            .put("sequence_number", 0));
        }
        ObjectNode response = object().put("id", Ids.of("resp_"))
                .put("object", "response")
                .put("created_at", clock.instant().getEpochSecond())
                .put("status", "failed");
        response.set("error", object().put("code", code).put("message", message));
        response.set("output", array());
        response.putNull("usage");
        ObjectNode data = object().put("type", "response.failed");
        data.set("response", response);
        return Json.event("response.failed", data);
    }

    @Override
    public String idHeader() {
        return "x-request-id";
    }
}
