package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.ClientWishes;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Responses API requests. Stateless: what refers to state that only OpenAI has is refused. */
public final class ResponsesRequestReader {
    private ResponsesRequestReader() {}

    public static Conversation read(ObjectNode body, ClientCall call, Losses losses) {
        rejectWhatNobodyTakes(body);
        ResponsesTools tools = new ResponsesTools(losses);
        int i = 0;
        for (JsonNode tool : Json.list(body, "tools")) {
            tools.add(tool, "tools[" + i++ + "]", "");
        }
        ResponsesItemsReader items = ResponsesItemsReader.read(body, tools);
        Map<Param, JsonNode> params = params(body);
        return new Conversation(
                items.system(),
                items.turns(),
                tools.tools(),
                toolChoice(body, tools),
                ChatRequestReader.parallel(body),
                Fields.maxTokens(body, "max_output_tokens", "max_output_tokens"),
                List.of(),
                reasoning(body),
                format(body),
                Json.isTrue(body, "stream"),
                params,
                new ClientWishes(
                        false, true, true, params.containsKey(Param.SERVICE_TIER), true, echo(body), tools.faces()));
    }

    private static void rejectWhatNobodyTakes(ObjectNode body) {
        String resend = "send the whole conversation in input";
        Fields.reject(Json.get(body, "previous_response_id") != null, "previous_response_id", resend);
        Fields.reject(Json.get(body, "conversation") != null, "conversation", resend);
        Fields.reject(Json.isTrue(body, "background"), "background", "leave it out");
        Fields.reject(Json.get(body, "prompt") != null, "prompt", "send its text as instructions");
        Fields.reject(Json.number(body, "top_logprobs", 0) > 0, "top_logprobs", "leave it out");
    }

    private static Map<Param, JsonNode> params(ObjectNode body) {
        Map<Param, JsonNode> params = Fields.params();
        Fields.take(params, Param.TEMPERATURE, body, "temperature");
        Fields.take(params, Param.TOP_P, body, "top_p");
        Fields.take(params, Param.USER, body, "user");
        Fields.take(params, Param.USER, body, "safety_identifier");
        Fields.take(params, Param.SERVICE_TIER, body, "service_tier");
        Fields.take(params, Param.METADATA, body, "metadata");
        Fields.take(params, Param.STORE, body, "store");
        Fields.take(params, Param.PROMPT_CACHE_KEY, body, "prompt_cache_key");
        Fields.take(params, Param.PROMPT_CACHE_RETENTION, body, "prompt_cache_retention");
        Fields.take(params, Param.PROMPT_CACHE_OPTIONS, body, "prompt_cache_options");
        Fields.take(params, Param.MODERATION, body, "moderation");
        Fields.take(params, Param.VERBOSITY, body.path("text"), "verbosity");
        if (Json.string(body, "truncation", "").equals("auto")) {
            Fields.take(params, Param.TRUNCATION, body, "truncation");
        }
        return params;
    }

    private static @Nullable Reasoning reasoning(ObjectNode body) {
        JsonNode reasoning = Json.get(body, "reasoning");
        String effort = Json.string(reasoning, "effort");
        if (effort == null) {
            return null;
        }
        boolean show = Json.get(reasoning, "summary") != null || Json.get(reasoning, "generate_summary") != null;
        return Reasoning.level(effort, show);
    }

    private static OutputFormat format(ObjectNode body) {
        JsonNode format = Json.get(body.path("text"), "format");
        return format == null
                ? OutputFormat.TEXT
                : ChatRequestReader.format(Json.string(format, "type", "text"), format, "text.format");
    }

    private static @Nullable ToolChoice toolChoice(ObjectNode body, ResponsesTools tools) {
        JsonNode choice = Json.get(body, "tool_choice");
        if (choice == null) {
            return null;
        }
        if (choice.isTextual()) {
            return ChatRequestReader.word(choice.textValue());
        }
        return switch (Json.string(choice, "type", "")) {
            case "function", "custom" -> ToolChoice.named(ResponsesTools.name(choice));
            case "allowed_tools" -> {
                List<String> names = new ArrayList<>();
                for (JsonNode tool : Json.list(choice, "tools")) {
                    String name = ResponsesTools.name(tool);
                    if (!name.isEmpty() && tools.has(name)) {
                        names.add(name);
                    }
                }
                ToolChoice.Mode mode = ChatRequestReader.word(Json.string(choice, "mode", "auto"))
                        .mode();
                yield new ToolChoice(mode, "", names);
            }
            default ->
                throw RejectedException.unsupported(
                        "tool_choice",
                        "tool_choice names a tool that runs on OpenAI's servers and not at this upstream");
        };
    }

    /** The settings that the answer repeats, with the API's defaults. */
    private static ObjectNode echo(ObjectNode body) {
        ObjectNode echo = Json.object();
        echo.set("instructions", body.path("instructions").isMissingNode() ? null : body.get("instructions"));
        JsonNode metadata = Json.get(body, "metadata");
        echo.set("metadata", metadata == null ? Json.object() : metadata);
        JsonNode parallel = Json.get(body, "parallel_tool_calls");
        echo.put("parallel_tool_calls", parallel == null || parallel.asBoolean());
        echo.set("temperature", Json.get(body, "temperature"));
        JsonNode choice = Json.get(body, "tool_choice");
        if (choice == null) {
            echo.put("tool_choice", "auto");
        } else {
            echo.set("tool_choice", choice);
        }
        JsonNode tools = Json.get(body, "tools");
        echo.set("tools", tools == null ? Json.array() : tools);
        echo.set("top_p", Json.get(body, "top_p"));
        ObjectNode text = Json.object();
        text.putObject("format").put("type", "text");
        if (Json.get(body, "text") instanceof ObjectNode given) {
            text.setAll(given);
        }
        echo.set("text", text);
        ObjectNode reasoning = Json.object().putNull("effort").putNull("summary");
        if (Json.get(body, "reasoning") instanceof ObjectNode given) {
            reasoning.setAll(given);
        }
        echo.set("reasoning", reasoning);
        return echo.put("truncation", Json.string(body, "truncation", "disabled"));
    }
}
