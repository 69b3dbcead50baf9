package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.ModelsConfig.Sampling;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages API requests, within the limits of the model's profile. */
public final class AnthropicRequestWriter {
    private static final int MOST_CACHE_MARKS = 4;
    private static final double LEAST_TOP_P_WHILE_THINKING = 0.95;
    private static final String JSON_ONLY =
            "Answer with a single valid JSON object and nothing else: no explanation, no Markdown fences.";

    private final Conversation conversation;
    private final Target target;
    private final ObjectNode out = Json.object();

    private AnthropicRequestWriter(Conversation conversation, Target target) {
        this.conversation = conversation;
        this.target = target;
    }

    public static ObjectNode write(Conversation conversation, Target target) {
        return new AnthropicRequestWriter(conversation, target).write();
    }

    private ObjectNode write() {
        AnthropicTurns turns = AnthropicTurns.assemble(conversation, target);
        ToolChoice choice = toolChoice();
        long maxTokens = maxTokens();
        out.put("model", target.model()).put("max_tokens", maxTokens);
        system(turns);
        AnthropicThinking thinking =
                AnthropicThinking.decide(conversation, target, choice != null && choice.forces(), maxTokens);
        if (thinking.parameter() != null) {
            out.set("thinking", thinking.parameter());
        }
        outputConfig(thinking.effort());
        tools(choice);
        sampling(thinking.on());
        stops();
        user();
        if (conversation.stream()) {
            out.put("stream", true);
        }
        out.set("messages", turns.messages());
        limitCacheMarks();
        target.dropOthers(
                conversation, EnumSet.of(Param.TEMPERATURE, Param.TOP_P, Param.TOP_K, Param.USER, Param.SERVICE_TIER));
        return out;
    }

    private long maxTokens() {
        Long wanted = conversation.maxTokens();
        long most = target.traits().maxOutput();
        if (wanted == null) {
            return target.traits().defaultMaxTokens();
        }
        if (most > 0 && wanted > most) {
            target.losses().drop(Field.MAX_TOKENS.path(target.client()));
            return most;
        }
        return wanted;
    }

    private void system(AnthropicTurns turns) {
        List<Part.Text> texts = new ArrayList<>(conversation.system());
        texts.addAll(turns.hoisted());
        if (conversation.format() instanceof OutputFormat.AnyJson) {
            texts.add(new Part.Text(JSON_ONLY));
        }
        ArrayNode system = Json.array();
        for (Part.Text text : texts) {
            if (!text.text().isBlank()) {
                AnthropicTurns.mark(system.addObject().put("type", "text").put("text", text.text()), text.cache());
            }
        }
        if (!system.isEmpty()) {
            out.set("system", system);
        }
    }

    private void outputConfig(String effort) {
        ObjectNode config = Json.object();
        if (!effort.isEmpty()) {
            config.put("effort", effort);
        }
        if (conversation.format() instanceof OutputFormat.Schema format) {
            config.putObject("format")
                    .put("type", "json_schema")
                    .set("schema", AnthropicSchemas.forOutput(format.schema()));
        }
        if (!config.isEmpty()) {
            out.set("output_config", config);
        }
    }

    private @Nullable ToolChoice toolChoice() {
        ToolChoice choice = conversation.toolChoice();
        if (choice == null || conversation.tools().isEmpty()) {
            return null;
        }
        boolean named = choice.mode() == ToolChoice.Mode.NAMED;
        if (named && conversation.tools().stream().noneMatch(tool -> tool.name().equals(choice.name()))) {
            throw RejectedException.invalid("tool_choice", "tool_choice names a tool that is not in tools");
        }
        if (choice.forces() && !target.traits().forcedTool()) {
            if (!target.provider().forcedToolBecomesAuto()) {
                throw RejectedException.unsupported(
                        "tool_choice",
                        "tool_choice: " + target.model()
                                + " does not take a forced tool; use auto, or response_format for structured output");
            }
            target.losses().drop("tool_choice");
            return new ToolChoice(ToolChoice.Mode.AUTO, "", choice.allowed());
        }
        return choice;
    }

    private void tools(@Nullable ToolChoice choice) {
        ArrayNode tools = Json.array();
        List<String> allowed = choice == null ? List.of() : choice.allowed();
        for (Tool tool : conversation.tools()) {
            if (allowed.isEmpty() || allowed.contains(tool.name())) {
                tool(tools.addObject(), tool);
            }
        }
        if (tools.isEmpty()) {
            toolsOfHistory();
            return;
        }
        out.set("tools", tools);
        boolean serial = Boolean.FALSE.equals(conversation.parallelTools());
        if (choice == null && !serial) {
            return;
        }
        ToolChoice.Mode mode = choice == null ? ToolChoice.Mode.AUTO : choice.mode();
        ObjectNode written = out.putObject("tool_choice");
        switch (mode) {
            case AUTO -> written.put("type", "auto");
            case ANY -> written.put("type", "any");
            case NONE -> written.put("type", "none");
            case NAMED ->
                written.put("type", "tool").put("name", target.names().target(choice == null ? "" : choice.name()));
        }
        if (serial && mode != ToolChoice.Mode.NONE) {
            written.put("disable_parallel_tool_use", true);
        }
    }

    private void tool(ObjectNode written, Tool tool) {
        written.put("name", target.names().target(tool.name()));
        String description = tool.describedGrammar();
        if (description != null) {
            written.put("description", description);
        }
        written.set("input_schema", AnthropicSchemas.forTool(tool.jsonSchema()));
        if (tool.strict()) {
            written.put("strict", true);
        }
        AnthropicTurns.mark(written, tool.cache());
    }

    /** A history with tool calls is refused without their tools, so they are named, but not offered. */
    private void toolsOfHistory() {
        Set<String> names = new LinkedHashSet<>();
        for (Turn turn : conversation.turns()) {
            for (Part part : turn.parts()) {
                if (part instanceof Part.ToolCall call) {
                    names.add(call.name());
                }
            }
        }
        if (names.isEmpty()) {
            return;
        }
        ArrayNode tools = out.putArray("tools");
        for (String name : names) {
            tools.addObject()
                    .put("name", target.names().target(name))
                    .set("input_schema", AnthropicSchemas.forTool(null));
        }
        out.putObject("tool_choice").put("type", "none");
    }

    private void sampling(boolean thinking) {
        JsonNode temperature = conversation.param(Param.TEMPERATURE);
        JsonNode topP = conversation.param(Param.TOP_P);
        JsonNode topK = conversation.param(Param.TOP_K);
        if (temperature != null) {
            String path = Param.TEMPERATURE.path(target.client());
            if (!temperature.isNumber() || temperature.asDouble() < 0 || temperature.asDouble() > 2) {
                throw RejectedException.invalid(path, path + " must be a number from 0 to 2");
            }
        }
        boolean none = target.traits().sampling() == Sampling.NONE;
        if (temperature != null) {
            if (none || thinking) {
                target.drop(Param.TEMPERATURE);
            } else if (temperature.asDouble() > 1) {
                out.put("temperature", 1);
            } else {
                out.set("temperature", temperature);
            }
        }
        if (topP != null) {
            boolean yields = target.traits().sampling() == Sampling.ONE && out.has("temperature");
            boolean tooLow = thinking && topP.asDouble() < LEAST_TOP_P_WHILE_THINKING;
            if (none || yields || tooLow) {
                target.drop(Param.TOP_P);
            } else {
                out.set("top_p", topP);
            }
        }
        if (topK != null) {
            if (none || thinking) {
                target.drop(Param.TOP_K);
            } else {
                out.set("top_k", topK);
            }
        }
    }

    private void stops() {
        ArrayNode stops = Json.array();
        for (String stop : conversation.stops()) {
            if (stop.isBlank()) {
                target.losses().drop(Field.STOPS.path(target.client()));
            } else {
                stops.add(stop);
            }
        }
        if (!stops.isEmpty()) {
            out.set("stop_sequences", stops);
        }
    }

    private void user() {
        JsonNode user = conversation.param(Param.USER);
        if (user != null) {
            out.putObject("metadata").set("user_id", user);
        }
        JsonNode tier = conversation.param(Param.SERVICE_TIER);
        if (tier != null) {
            switch (tier.asText()) {
                case "auto", "priority", "scale" -> out.put("service_tier", "auto");
                case "default", "flex", "standard_only" -> out.put("service_tier", "standard_only");
                default -> {}
            }
        }
    }

    /** The API takes four; the last ones reach furthest. */
    private void limitCacheMarks() {
        List<ObjectNode> marked = new ArrayList<>();
        marked(out.path("system"), marked);
        marked(out.path("tools"), marked);
        for (JsonNode message : out.path("messages")) {
            marked(message.path("content"), marked);
        }
        for (int i = 0; i < marked.size() - MOST_CACHE_MARKS; i++) {
            marked.get(i).remove("cache_control");
        }
    }

    private static void marked(JsonNode holders, List<ObjectNode> marked) {
        for (JsonNode holder : holders) {
            if (holder instanceof ObjectNode object && object.has("cache_control")) {
                marked.add(object);
            }
        }
    }
}
