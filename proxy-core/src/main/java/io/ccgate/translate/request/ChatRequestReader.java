package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.ClientWishes;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chat Completions requests. */
public final class ChatRequestReader {
    private ChatRequestReader() {}

    public static Conversation read(ObjectNode body, ClientCall call, Losses losses) {
        rejectWhatNobodyTakes(body);
        ChatMessagesReader messages = ChatMessagesReader.read(body);
        Map<Param, JsonNode> params = params(body);
        boolean stream = Json.isTrue(body, "stream");
        Long maxTokens = Fields.maxTokens(body, "max_completion_tokens", "max_completion_tokens");
        JsonNode streamOptions = Json.get(body, "stream_options");
        return new Conversation(
                messages.system(),
                messages.turns(),
                tools(body),
                toolChoice(body),
                parallel(body),
                maxTokens == null ? Fields.maxTokens(body, "max_tokens", "max_tokens") : maxTokens,
                Fields.strings(body.get("stop")),
                reasoning(body),
                format(Json.get(body, "response_format"), "response_format"),
                stream,
                params,
                new ClientWishes(
                        stream && Json.isTrue(streamOptions, "include_usage"),
                        true,
                        true,
                        params.containsKey(Param.SERVICE_TIER),
                        true,
                        Json.object(),
                        Map.of()));
    }

    private static void rejectWhatNobodyTakes(ObjectNode body) {
        Fields.reject(Json.number(body, "n", 1) > 1, "n", "ask several times instead");
        Fields.reject(Json.isTrue(body, "logprobs"), "logprobs", "leave it out");
        Fields.reject(Json.number(body, "top_logprobs", 0) > 0, "top_logprobs", "leave it out");
        Fields.reject(Json.get(body, "functions") != null, "functions", "use tools");
        Fields.reject(Json.get(body, "function_call") != null, "function_call", "use tool_choice");
        Fields.reject(Json.get(body, "audio") != null, "audio", "audio is not supported");
        Fields.reject(Fields.strings(body.get("modalities")).contains("audio"), "modalities", "audio is not supported");
        Fields.reject(Json.get(body, "web_search_options") != null, "web_search_options", "use a tool of your own");
    }

    private static Map<Param, JsonNode> params(ObjectNode body) {
        Map<Param, JsonNode> params = Fields.params();
        for (Param param : Param.values()) {
            if (param != Param.SAFETY_SETTINGS) {
                Fields.take(params, param, body, param.path(Protocol.CHAT));
            }
        }
        Fields.take(params, Param.USER, body, "safety_identifier");
        Fields.unless(params, Param.PRESENCE_PENALTY, isZero(body.get("presence_penalty")));
        Fields.unless(params, Param.FREQUENCY_PENALTY, isZero(body.get("frequency_penalty")));
        Fields.unless(params, Param.LOGIT_BIAS, body.path("logit_bias").isEmpty());
        return params;
    }

    /** @return null when the client left it open */
    static @Nullable Boolean parallel(ObjectNode body) {
        JsonNode value = Json.get(body, "parallel_tool_calls");
        return value == null ? null : value.asBoolean();
    }

    private static List<Tool> tools(ObjectNode body) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        int i = 0;
        for (JsonNode tool : Json.list(body, "tools")) {
            String at = "tools[" + i++ + "]";
            String type = Json.string(tool, "type", "function");
            if (!type.equals("function")) {
                throw RejectedException.unsupported(
                        at + ".type", at + ".type " + type + " cannot be translated; use function tools");
            }
            JsonNode function = tool.path("function");
            String name = Json.string(function, "name", "");
            if (name.isEmpty()) {
                throw RejectedException.invalid(at + ".function.name", at + ".function.name is missing");
            }
            JsonNode cache = Json.get(tool, "cache_control");
            tools.remove(name);
            tools.put(
                    name,
                    new Tool(
                            name,
                            Json.string(function, "description"),
                            Json.get(function, "parameters"),
                            Json.isTrue(function, "strict"),
                            false,
                            null,
                            cache,
                            at));
        }
        return new ArrayList<>(tools.values());
    }

    private static @Nullable ToolChoice toolChoice(ObjectNode body) {
        JsonNode choice = Json.get(body, "tool_choice");
        if (choice == null) {
            return null;
        }
        if (choice.isTextual()) {
            return word(choice.textValue());
        }
        return switch (Json.string(choice, "type", "")) {
            case "function" -> ToolChoice.named(Json.string(choice.path("function"), "name", ""));
            case "allowed_tools" -> {
                JsonNode allowed = choice.path("allowed_tools");
                List<String> names = new ArrayList<>();
                Json.list(allowed, "tools").forEach(tool -> names.add(Json.string(tool.path("function"), "name", "")));
                yield new ToolChoice(word(Json.string(allowed, "mode", "auto")).mode(), "", names);
            }
            default ->
                throw RejectedException.unsupported(
                        "tool_choice",
                        "tool_choice of this type cannot be translated; use auto, required, none or a function");
        };
    }

    static ToolChoice word(String word) {
        return switch (word) {
            case "auto" -> ToolChoice.of(ToolChoice.Mode.AUTO);
            case "required" -> ToolChoice.of(ToolChoice.Mode.ANY);
            case "none" -> ToolChoice.of(ToolChoice.Mode.NONE);
            default ->
                throw RejectedException.invalid("tool_choice", "tool_choice must be auto, required, none or a tool");
        };
    }

    /** The de-facto field {@code thinking} has Anthropic's form and says more than a level can. */
    private static @Nullable Reasoning reasoning(ObjectNode body) {
        String level = Json.string(body, "reasoning_effort");
        JsonNode thinking = Json.get(body, "thinking");
        if (thinking != null && thinking.isObject()) {
            return AnthropicRequestReader.reasoning(thinking, level == null ? "" : level);
        }
        return level == null ? null : Reasoning.level(level, true);
    }

    /** @param format {@code response_format}: the schema stands in a member of its own */
    private static OutputFormat format(@Nullable JsonNode format, String at) {
        if (format == null) {
            return OutputFormat.TEXT;
        }
        JsonNode schema = Json.get(format, "json_schema");
        return format(Json.string(format, "type", "text"), schema == null ? format : schema, at);
    }

    static OutputFormat format(String type, JsonNode holder, String at) {
        return switch (type) {
            case "text" -> OutputFormat.TEXT;
            case "json_object" -> new OutputFormat.AnyJson();
            case "json_schema" -> {
                JsonNode schema = Json.get(holder, "schema");
                JsonNode strict = Json.get(holder, "strict");
                yield new OutputFormat.Schema(
                        Json.string(holder, "name", "response"),
                        Json.string(holder, "description"),
                        schema == null ? Json.object().put("type", "object") : schema,
                        strict == null ? null : strict.asBoolean());
            }
            default -> throw RejectedException.unsupported(at, at + " of type " + type + " cannot be translated");
        };
    }

    private static boolean isZero(@Nullable JsonNode value) {
        return value != null && value.isNumber() && value.decimalValue().signum() == 0;
    }
}
