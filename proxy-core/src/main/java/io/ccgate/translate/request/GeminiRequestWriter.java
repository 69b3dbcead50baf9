package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gemini generateContent requests. The model and the kind of answer are in the path, not here. */
public final class GeminiRequestWriter {
    private static final int MOST_STOPS = 5;

    private static final Map<Param, String> SAME = new EnumMap<>(Map.of(
            Param.TEMPERATURE, "temperature",
            Param.TOP_P, "topP",
            Param.TOP_K, "topK",
            Param.SEED, "seed",
            Param.PRESENCE_PENALTY, "presencePenalty",
            Param.FREQUENCY_PENALTY, "frequencyPenalty"));

    private GeminiRequestWriter() {}

    public static ObjectNode write(Conversation conversation, Target target) {
        ObjectNode out = Json.object();
        system(conversation, out);
        out.set("contents", GeminiContentsWriter.write(conversation, target));
        tools(conversation, target, out);
        ObjectNode settings = Json.object();
        Target.copy(conversation, settings, SAME);
        Long maxTokens = OpenAiShape.maxTokens(conversation, target);
        if (maxTokens != null) {
            settings.put("maxOutputTokens", maxTokens);
        }
        stops(conversation, target, settings);
        if (conversation.format() instanceof OutputFormat.AnyJson) {
            settings.put("responseMimeType", "application/json");
        } else if (conversation.format() instanceof OutputFormat.Schema schema) {
            settings.put("responseMimeType", "application/json").set("responseJsonSchema", schema.schema());
        }
        thinking(conversation, target, settings);
        if (!settings.isEmpty()) {
            out.set("generationConfig", settings);
        }
        EnumSet<Param> handled = EnumSet.copyOf(SAME.keySet());
        JsonNode safety = conversation.param(Param.SAFETY_SETTINGS);
        if (safety != null) {
            out.set("safetySettings", safety);
        }
        target.dropOthers(conversation, handled);
        return out;
    }

    /** There is no place for a system text within the contents, so later ones join the first. */
    private static void system(Conversation conversation, ObjectNode out) {
        ArrayNode parts = Json.array();
        conversation.system().forEach(text -> text(parts, text));
        for (Turn turn : conversation.turns()) {
            if (turn.role() == Turn.Role.SYSTEM) {
                turn.parts().forEach(part -> text(parts, part));
            }
        }
        if (!parts.isEmpty()) {
            out.putObject("systemInstruction").set("parts", parts);
        }
    }

    private static void text(ArrayNode parts, Part part) {
        if (part instanceof Part.Text text && !text.text().isBlank()) {
            parts.addObject().put("text", text.text());
        }
    }

    private static void tools(Conversation conversation, Target target, ObjectNode out) {
        List<Tool> tools = OpenAiShape.tools(conversation);
        if (tools.isEmpty()) {
            return;
        }
        ArrayNode declarations = out.putArray("tools").addObject().putArray("functionDeclarations");
        for (Tool tool : tools) {
            ObjectNode made =
                    declarations.addObject().put("name", target.names().target(tool.name()));
            String description = tool.describedGrammar();
            made.put("description", description == null ? "" : description);
            made.set("parametersJsonSchema", withoutDialect(OpenAiShape.parameters(tool)));
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null) {
            ObjectNode config = out.putObject("toolConfig").putObject("functionCallingConfig");
            config.put(
                    "mode",
                    switch (choice.mode()) {
                        case AUTO -> "AUTO";
                        case ANY, NAMED -> "ANY";
                        case NONE -> "NONE";
                    });
            if (choice.mode() == ToolChoice.Mode.NAMED) {
                config.putArray("allowedFunctionNames").add(target.names().target(choice.name()));
            }
        }
        if (Boolean.FALSE.equals(conversation.parallelTools())) {
            target.losses().drop(Field.PARALLEL_TOOLS.path(target.client()));
        }
    }

    private static JsonNode withoutDialect(JsonNode schema) {
        return schema.has("$schema") && schema instanceof ObjectNode object
                ? object.deepCopy().without("$schema")
                : schema;
    }

    private static void stops(Conversation conversation, Target target, ObjectNode settings) {
        List<String> stops = conversation.stops();
        if (stops.isEmpty()) {
            return;
        }
        ArrayNode written = settings.putArray("stopSequences");
        stops.stream().limit(MOST_STOPS).forEach(written::add);
        if (stops.size() > MOST_STOPS) {
            target.losses().drop(Field.STOPS.path(target.client()));
        }
    }

    /** Newer models take a level, older ones a budget; one that does not reason takes neither. */
    private static void thinking(Conversation conversation, Target target, ObjectNode settings) {
        Reasoning reasoning = conversation.reasoning();
        if (reasoning == null || !target.traits().reasoning()) {
            return;
        }
        boolean levels = !target.traits().effort().isEmpty() && !target.traits().manual();
        ObjectNode config = Json.object();
        if (reasoning.mode() == Reasoning.Mode.OFF) {
            if (levels) {
                config.put(
                        "thinkingLevel",
                        target.traits().nearestEffort("minimal").toUpperCase(Locale.ROOT));
            } else {
                config.put("thinkingBudget", 0);
            }
        } else {
            String level = reasoning.asLevel();
            if (levels && !level.isEmpty()) {
                config.put("thinkingLevel", target.traits().nearestEffort(level).toUpperCase(Locale.ROOT));
            } else if (!levels) {
                config.put("thinkingBudget", budget(reasoning));
            }
            if (reasoning.show()) {
                config.put("includeThoughts", true);
            }
        }
        if (!config.isEmpty()) {
            settings.set("thinkingConfig", config);
        }
    }

    private static long budget(Reasoning reasoning) {
        return switch (reasoning.mode()) {
            case BUDGET -> reasoning.budget();
            case LEVEL ->
                switch (reasoning.level()) {
                    case "minimal" -> 1024;
                    case "low" -> 2048;
                    case "medium" -> 8192;
                    case "high" -> 16384;
                    default -> 24576;
                };
            case OFF -> 0;
            case DYNAMIC -> -1;
        };
    }
}
