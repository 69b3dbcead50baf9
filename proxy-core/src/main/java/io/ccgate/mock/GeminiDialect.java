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
import io.ccgate.mock.Reply.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gemini generateContent, as server-sent events or as an array that grows. */
final class GeminiDialect implements Dialect {
    @Override
    public String protocol() {
        return "gemini";
    }

    @Override
    public Ask read(String path, String query, JsonNode body, int bytes) {
        Conversation conversation = new Conversation();
        for (JsonNode content : body.path("contents")) {
            if (content.path("role").asText().equals("model")) {
                conversation.model();
            } else {
                conversation.user();
                for (JsonNode part : content.path("parts")) {
                    JsonNode result = either(part, "functionResponse", "function_response");
                    if (result.isObject()) {
                        conversation.result(result(result.path("response")));
                    } else if (part.has("text")) {
                        conversation.text(part.path("text").asText());
                    }
                }
            }
        }
        JsonNode settings = either(body, "generationConfig", "generation_config");
        return new Ask(
                model(path),
                path.endsWith(":streamGenerateContent"),
                conversation.prompt(),
                conversation.question(),
                conversation.results(),
                conversation.turns(),
                tools(body),
                forced(either(body, "toolConfig", "tool_config")),
                schema(settings),
                thinking(either(settings, "thinkingConfig", "thinking_config")),
                either(settings, "maxOutputTokens", "max_output_tokens").asInt(),
                Dialect.tokens(bytes),
                Cache.AUTOMATIC,
                object().put("sse", query.contains("alt=sse")));
    }

    private static JsonNode either(JsonNode node, String camel, String snake) {
        return node.has(camel) ? node.path(camel) : node.path(snake);
    }

    /** Tools put one text under {@code output} as a rule. */
    private static String result(JsonNode response) {
        JsonNode output = response.path("output");
        return output.isTextual() ? output.asText() : Json.write(response);
    }

    static String model(String path) {
        int start = path.lastIndexOf('/') + 1;
        int colon = path.indexOf(':', start);
        return path.substring(start, colon < 0 ? path.length() : colon);
    }

    private static List<Tool> tools(JsonNode body) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode group : body.path("tools")) {
            for (JsonNode tool : either(group, "functionDeclarations", "function_declarations")) {
                JsonNode schema =
                        tool.has("parametersJsonSchema") ? tool.path("parametersJsonSchema") : tool.path("parameters");
                tools.add(new Tool(tool.path("name").asText(), "", false, schema));
            }
        }
        return tools;
    }

    private static Optional<String> forced(JsonNode config) {
        JsonNode calling = either(config, "functionCallingConfig", "function_calling_config");
        if (!calling.path("mode").asText().equals("ANY")) {
            return Optional.empty();
        }
        JsonNode names = either(calling, "allowedFunctionNames", "allowed_function_names");
        return Optional.of(names.path(0).asText());
    }

    private static Optional<JsonNode> schema(JsonNode settings) {
        if (settings.path("responseJsonSchema").isObject()) {
            return Optional.of(settings.path("responseJsonSchema"));
        }
        JsonNode schema = either(settings, "responseSchema", "response_schema");
        return schema.isObject() ? Optional.of(schema) : Optional.empty();
    }

    private static Thinking thinking(JsonNode config) {
        if (!config.isObject() || config.path("thinkingBudget").asInt(-1) == 0) {
            return Thinking.NONE;
        }
        return either(config, "includeThoughts", "include_thoughts").asBoolean() ? Thinking.SHOWN : Thinking.HIDDEN;
    }

    @Override
    public JsonNode json(Ask ask, Reply reply) {
        ArrayNode parts = array();
        if (ask.thinking() == Thinking.SHOWN) {
            parts.add(object().put("text", reply.thinking()).put("thought", true));
        }
        if (!reply.deltas().isEmpty()) {
            ObjectNode text = object().put("text", reply.text());
            sign(text, reply);
            parts.add(text);
        }
        callParts(reply).forEach(parts::add);
        return chunk(ask, reply, Ids.of(""), parts, true);
    }

    /** The signature sits beside the first thing that follows the thought. */
    private static void sign(ObjectNode part, Reply reply) {
        if (!reply.thinking().isEmpty()) {
            part.put("thoughtSignature", AnthropicDialect.signature(reply.thinking()));
        }
    }

    private static List<ObjectNode> callParts(Reply reply) {
        List<ObjectNode> parts = new ArrayList<>();
        for (Call call : reply.calls()) {
            ObjectNode function = object().put("id", "call_" + call.id()).put("name", call.name());
            function.set("args", Json.read(call.input()));
            ObjectNode part = object();
            part.set("functionCall", function);
            if (parts.isEmpty()) {
                sign(part, reply);
            }
            parts.add(part);
        }
        return parts;
    }

    private static ObjectNode chunk(Ask ask, Reply reply, String id, ArrayNode parts, boolean last) {
        ObjectNode content = object();
        content.set("parts", parts);
        content.put("role", "model");
        ObjectNode candidate = object();
        candidate.set("content", content);
        if (last) {
            candidate.put("finishReason", reply.stop() == Stop.LENGTH ? "MAX_TOKENS" : "STOP");
        }
        candidate.put("index", 0);
        ObjectNode chunk = object();
        chunk.set("candidates", array(candidate));
        chunk.set("usageMetadata", usage(reply, last));
        return chunk.put("modelVersion", ask.model()).put("responseId", id);
    }

    private static ObjectNode usage(Reply reply, boolean last) {
        int visible = last ? reply.usage().output() - reply.usage().thinking() : 1;
        ObjectNode usage = object().put("promptTokenCount", reply.usage().input());
        if (reply.usage().cacheRead() > 0) {
            usage.put("cachedContentTokenCount", reply.usage().cacheRead());
        }
        usage.put("candidatesTokenCount", visible);
        if (reply.usage().thinking() > 0) {
            usage.put("thoughtsTokenCount", reply.usage().thinking());
        }
        return usage.put(
                "totalTokenCount",
                reply.usage().input() + visible + reply.usage().thinking());
    }

    @Override
    public List<String> events(Ask ask, Reply reply) {
        List<ObjectNode> parts = new ArrayList<>();
        if (ask.thinking() == Thinking.SHOWN) {
            parts.add(object().put("text", reply.thinking()).put("thought", true));
        }
        boolean signed = false;
        for (String piece : reply.deltas()) {
            ObjectNode text = object().put("text", piece);
            if (!signed) {
                sign(text, reply);
                signed = true;
            }
            parts.add(text);
        }
        parts.addAll(callParts(reply));
        if (parts.isEmpty()) {
            parts.add(object().put("text", ""));
        }
        boolean sse = ask.body().path("sse").asBoolean();
        String id = Ids.of("");
        List<String> events = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            ObjectNode chunk = chunk(ask, reply, id, array(parts.get(i)), last);
            events.add(sse ? "data: " + Json.write(chunk) + "\r\n\r\n" : element(chunk, i == 0, last));
        }
        return events;
    }

    private static String element(ObjectNode chunk, boolean first, boolean last) {
        return (first ? "[" : ",\r\n") + Json.write(chunk) + (last ? "]" : "");
    }

    @Override
    public String streamType(Ask ask) {
        return ask.body().path("sse").asBoolean() ? "text/event-stream" : "application/json; charset=UTF-8";
    }

    @Override
    public JsonNode error(int status, String message) {
        ObjectNode error = object().put("code", status).put("message", message).put("status", errorStatus(status));
        error.set("details", array());
        ObjectNode envelope = object();
        envelope.set("error", error);
        return envelope;
    }

    private static String errorStatus(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 503, 529 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
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
