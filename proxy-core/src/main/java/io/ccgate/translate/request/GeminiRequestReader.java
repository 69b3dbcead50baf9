package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.ClientWishes;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gemini generateContent requests. Names are camelCase; proto JSON also accepts snake_case, and so does this. */
public final class GeminiRequestReader {
    private GeminiRequestReader() {}

    public static Conversation read(ObjectNode request, ClientCall call, Losses losses) {
        // A request to count tokens may hold the whole request that is meant.
        ObjectNode body = get(request, "generateContentRequest") instanceof ObjectNode meant ? meant : request;
        JsonNode config = get(body, "generationConfig");
        ObjectNode settings = config instanceof ObjectNode object ? object : Json.object();
        rejectWhatNobodyTakes(body, settings);
        List<Part.Text> system = system(body);
        GeminiContentsReader contents = GeminiContentsReader.read(body);
        Reasoning reasoning = reasoning(get(settings, "thinkingConfig"));
        boolean show = reasoning != null && reasoning.show();
        return new Conversation(
                system,
                contents.turns(),
                tools(body),
                toolChoice(body),
                null,
                maxTokens(settings),
                Fields.strings(get(settings, "stopSequences")),
                reasoning,
                format(settings),
                call.streamMethod(),
                params(body, settings),
                new ClientWishes(false, true, show, false, call.sse(), Json.object(), Map.of()));
    }

    /** The member under its camelCase or its snake_case name. */
    static @Nullable JsonNode get(@Nullable JsonNode holder, String camel) {
        JsonNode value = Json.get(holder, camel);
        return value != null ? value : Json.get(holder, snake(camel));
    }

    static @Nullable String string(@Nullable JsonNode holder, String camel) {
        JsonNode value = get(holder, camel);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    private static void rejectWhatNobodyTakes(ObjectNode body, ObjectNode settings) {
        String at = "generationConfig.";
        JsonNode candidates = get(settings, "candidateCount");
        Fields.reject(candidates != null && candidates.asInt() > 1, at + "candidateCount", "ask several times instead");
        JsonNode logprobs = get(settings, "responseLogprobs");
        Fields.reject(logprobs != null && logprobs.asBoolean(), at + "responseLogprobs", "leave it out");
        for (String modality : Fields.strings(get(settings, "responseModalities"))) {
            Fields.reject(!modality.equalsIgnoreCase("TEXT"), at + "responseModalities", "only TEXT is supported");
        }
        Fields.reject(get(settings, "speechConfig") != null, at + "speechConfig", "audio is not supported");
        Fields.reject(get(body, "cachedContent") != null, "cachedContent", "send the content itself");
    }

    private static @Nullable Long maxTokens(ObjectNode settings) {
        JsonNode given = get(settings, "maxOutputTokens");
        return given == null
                ? null
                : Fields.maxTokens(
                        Json.object().set("maxOutputTokens", given),
                        "maxOutputTokens",
                        "generationConfig.maxOutputTokens");
    }

    private static Map<Param, JsonNode> params(ObjectNode body, ObjectNode settings) {
        Map<Param, JsonNode> params = Fields.params();
        for (Param param : new Param[] {
            Param.TEMPERATURE, Param.TOP_P, Param.TOP_K, Param.SEED, Param.PRESENCE_PENALTY, Param.FREQUENCY_PENALTY
        }) {
            String path = param.path(Protocol.GEMINI);
            JsonNode value = get(settings, path.substring(path.indexOf('.') + 1));
            if (value != null) {
                params.put(param, value);
            }
        }
        JsonNode safety = get(body, "safetySettings");
        if (safety != null) {
            params.put(Param.SAFETY_SETTINGS, safety);
        }
        return params;
    }

    private static List<Part.Text> system(ObjectNode body) {
        JsonNode given = get(body, "systemInstruction");
        List<Part.Text> system = new ArrayList<>();
        if (given != null && given.isTextual()) {
            system.add(new Part.Text(given.textValue()));
        }
        int i = 0;
        for (JsonNode part : Json.list(given, "parts")) {
            String text = Json.string(part, "text");
            String at = "systemInstruction.parts[" + i++ + "]";
            Fields.reject(text == null, at, "a system instruction can hold text only");
            system.add(new Part.Text(text == null ? "" : text));
        }
        return system;
    }

    private static @Nullable Reasoning reasoning(@Nullable JsonNode config) {
        if (config == null) {
            return null;
        }
        JsonNode include = get(config, "includeThoughts");
        boolean show = include != null && include.asBoolean();
        String level = string(config, "thinkingLevel");
        JsonNode budget = get(config, "thinkingBudget");
        if (level != null && !level.equals("THINKING_LEVEL_UNSPECIFIED")) {
            String lower = level.toLowerCase(Locale.ROOT);
            return Reasoning.level(lower.equals("minimal") ? "low" : lower, show);
        }
        if (budget != null && budget.asLong() == 0) {
            return Reasoning.off();
        }
        if (budget != null && budget.asLong() > 0) {
            return Reasoning.budget(budget.asLong(), show);
        }
        return budget != null || show ? Reasoning.dynamic(show) : null;
    }

    private static OutputFormat format(ObjectNode settings) {
        JsonNode schema = get(settings, "responseJsonSchema");
        schema = schema == null ? get(settings, "responseSchema") : schema;
        String mime = string(settings, "responseMimeType");
        if (schema != null) {
            return new OutputFormat.Schema("response", null, GeminiSchemas.toJsonSchema(schema), null);
        }
        return "application/json".equals(mime) ? new OutputFormat.AnyJson() : OutputFormat.TEXT;
    }

    private static List<Tool> tools(ObjectNode body) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        int i = 0;
        for (JsonNode group : Json.list(body, "tools")) {
            String at = "tools[" + i++ + "]";
            for (Map.Entry<String, JsonNode> kind : group.properties()) {
                boolean functions = kind.getKey().equals("functionDeclarations")
                        || kind.getKey().equals("function_declarations");
                Fields.reject(!functions, at + "." + kind.getKey(), "only functionDeclarations are supported");
            }
            JsonNode declarations = get(group, "functionDeclarations");
            for (int d = 0; declarations != null && d < declarations.size(); d++) {
                JsonNode declaration = declarations.get(d);
                String name = Json.string(declaration, "name", "");
                JsonNode schema = get(declaration, "parametersJsonSchema");
                schema = schema == null ? Json.get(declaration, "parameters") : schema;
                tools.remove(name);
                tools.put(
                        name,
                        new Tool(
                                name,
                                Json.string(declaration, "description"),
                                schema == null ? null : GeminiSchemas.toJsonSchema(schema),
                                false,
                                false,
                                null,
                                null,
                                at + ".functionDeclarations[" + d + "]"));
            }
        }
        return new ArrayList<>(tools.values());
    }

    private static @Nullable ToolChoice toolChoice(ObjectNode body) {
        JsonNode config = get(get(body, "toolConfig"), "functionCallingConfig");
        String mode = string(config, "mode");
        if (mode == null) {
            return null;
        }
        List<String> allowed = Fields.strings(get(config, "allowedFunctionNames"));
        return switch (mode) {
            case "NONE" -> ToolChoice.of(ToolChoice.Mode.NONE);
            case "ANY" ->
                allowed.size() == 1
                        ? ToolChoice.named(allowed.get(0))
                        : new ToolChoice(ToolChoice.Mode.ANY, "", allowed);
            default -> new ToolChoice(ToolChoice.Mode.AUTO, "", allowed);
        };
    }
}
