package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.ClientWishes;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages API requests. What Claude Code sends for Anthropic's own machinery only ({@code context_management},
 * {@code diagnostics}, betas, …) is passed over: it has no effect elsewhere.
 */
public final class AnthropicRequestReader {
    /** Changes with every call and would spoil every other vendor's prefix cache. */
    private static final String BILLING = "x-anthropic-billing-header:";

    private AnthropicRequestReader() {}

    public static Conversation read(ObjectNode body, ClientCall call, Losses losses) {
        Fields.reject(!Json.list(body, "mcp_servers").isEmpty(), "mcp_servers", "connect the servers to your client");
        boolean stream = Json.isTrue(body, "stream");
        JsonNode thinking = Json.get(body, "thinking");
        String effort = Json.string(body.path("output_config"), "effort", "");
        Reasoning reasoning = reasoning(thinking, effort);
        boolean thoughts =
                reasoning != null && reasoning.mode() != Reasoning.Mode.OFF && Json.get(body, "thinking") != null;
        ToolChoice choice = toolChoice(body);
        return new Conversation(
                system(body),
                turns(body),
                tools(body),
                choice,
                Json.isTrue(body.path("tool_choice"), "disable_parallel_tool_use") ? Boolean.FALSE : null,
                Fields.maxTokens(body, "max_tokens", "max_tokens"),
                Fields.strings(body.get("stop_sequences")),
                reasoning,
                format(body),
                stream,
                params(body),
                new ClientWishes(
                        false,
                        thoughts,
                        thoughts && reasoning != null && reasoning.show(),
                        false,
                        true,
                        Json.object(),
                        Map.of()));
    }

    private static Map<Param, JsonNode> params(ObjectNode body) {
        Map<Param, JsonNode> params = Fields.params();
        Fields.take(params, Param.TEMPERATURE, body, "temperature");
        Fields.take(params, Param.TOP_P, body, "top_p");
        Fields.take(params, Param.TOP_K, body, "top_k");
        Fields.take(params, Param.SERVICE_TIER, body, "service_tier");
        Fields.take(params, Param.USER, body.path("metadata"), "user_id");
        return params;
    }

    /** @param effort {@code output_config.effort}; empty when it was not given */
    static @Nullable Reasoning reasoning(@Nullable JsonNode thinking, String effort) {
        if (thinking == null) {
            return effort.isEmpty() ? null : Reasoning.level(effort, true);
        }
        boolean show = !Json.string(thinking, "display", "").equals("omitted");
        return switch (Json.string(thinking, "type", "")) {
            case "enabled" -> Reasoning.budget(Json.number(thinking, "budget_tokens", 0), show);
            case "disabled", "between_tools" -> Reasoning.off();
            default -> effort.isEmpty() ? Reasoning.dynamic(show) : Reasoning.level(effort, show);
        };
    }

    private static List<Part.Text> system(ObjectNode body) {
        List<Part.Text> system = new ArrayList<>();
        JsonNode given = Json.get(body, "system");
        if (given != null && given.isTextual()) {
            system.add(new Part.Text(given.textValue()));
        }
        for (JsonNode block : Json.list(body, "system")) {
            system.add(new Part.Text(Json.string(block, "text", ""), Json.get(block, "cache_control")));
        }
        system.removeIf(text -> text.text().startsWith(BILLING) || text.text().isBlank());
        return system;
    }

    private static List<Turn> turns(ObjectNode body) {
        List<Turn> turns = new ArrayList<>();
        int i = 0;
        for (JsonNode message : Json.list(body, "messages")) {
            String at = "messages[" + i++ + "]";
            List<Part> parts = AnthropicBlocksReader.content(message, at);
            Turn.Role role = switch (Json.string(message, "role", "")) {
                case "user" -> Turn.Role.USER;
                case "assistant" -> Turn.Role.ASSISTANT;
                case "system" -> Turn.Role.SYSTEM;
                default ->
                    throw RejectedException.invalid(at + ".role", at + ".role must be user, assistant or system");
            };
            turns.add(new Turn(role, parts));
        }
        return turns;
    }

    private static List<Tool> tools(ObjectNode body) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        int i = 0;
        for (JsonNode tool : Json.list(body, "tools")) {
            String at = "tools." + i++;
            String type = Json.string(tool, "type", "custom");
            if (!type.equals("custom")) {
                throw RejectedException.unsupported(
                        at + ".type", at + ".type: " + type + " runs on Anthropic's servers and not at this upstream");
            }
            String name = Json.string(tool, "name", "");
            tools.remove(name);
            tools.put(
                    name,
                    new Tool(
                            name,
                            Json.string(tool, "description"),
                            Json.get(tool, "input_schema"),
                            Json.isTrue(tool, "strict"),
                            false,
                            null,
                            Json.get(tool, "cache_control"),
                            at));
        }
        return new ArrayList<>(tools.values());
    }

    private static @Nullable ToolChoice toolChoice(ObjectNode body) {
        JsonNode choice = Json.get(body, "tool_choice");
        if (choice == null) {
            return null;
        }
        return switch (Json.string(choice, "type", "")) {
            case "auto" -> ToolChoice.of(ToolChoice.Mode.AUTO);
            case "any" -> ToolChoice.of(ToolChoice.Mode.ANY);
            case "none" -> ToolChoice.of(ToolChoice.Mode.NONE);
            case "tool" -> ToolChoice.named(Json.string(choice, "name", ""));
            default ->
                throw RejectedException.invalid("tool_choice.type", "tool_choice.type must be auto, any, tool or none");
        };
    }

    private static OutputFormat format(ObjectNode body) {
        JsonNode format = Json.get(body.path("output_config"), "format");
        JsonNode schema = Json.get(format, "schema");
        return schema == null ? OutputFormat.TEXT : new OutputFormat.Schema("response", null, schema, true);
    }
}
