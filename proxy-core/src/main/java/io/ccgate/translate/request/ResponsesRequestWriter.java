package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.wire.Json;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Responses API requests; always stateless, with the reasoning encrypted for the next turn. */
public final class ResponsesRequestWriter {
    private static final Map<Param, String> SAME = new EnumMap<>(Map.of(
            Param.METADATA, "metadata",
            Param.PROMPT_CACHE_KEY, "prompt_cache_key",
            Param.PROMPT_CACHE_RETENTION, "prompt_cache_retention",
            Param.PROMPT_CACHE_OPTIONS, "prompt_cache_options",
            Param.MODERATION, "moderation",
            Param.TRUNCATION, "truncation"));

    private ResponsesRequestWriter() {}

    public static ObjectNode write(Conversation conversation, Target target) {
        if (!conversation.stops().isEmpty()) {
            String field = Field.STOPS.path(target.client());
            throw RejectedException.unsupported(
                    field, field + " is not supported by this upstream's Responses API; leave it out");
        }
        ObjectNode out = Json.object().put("model", target.model());
        String system = OpenAiShape.system(conversation);
        if (!system.isEmpty()) {
            out.put("instructions", system);
        }
        out.set("input", ResponsesItemsWriter.write(conversation, target));
        Long maxTokens = OpenAiShape.maxTokens(conversation, target);
        if (maxTokens != null) {
            out.put("max_output_tokens", maxTokens);
        }
        OpenAiShape.sampling(conversation, target, out);
        tools(conversation, target, out);
        reasoning(conversation, target, out);
        text(conversation, out);
        OpenAiShape.user(conversation, out);
        OpenAiShape.tier(conversation, target, out);
        JsonNode store = conversation.param(Param.STORE);
        out.put("store", store != null && target.client() == Protocol.RESPONSES && store.asBoolean());
        Target.copy(conversation, out, SAME);
        EnumSet<Param> handled = EnumSet.of(Param.TEMPERATURE, Param.TOP_P, Param.VERBOSITY);
        handled.addAll(SAME.keySet());
        target.dropOthers(conversation, handled);
        if (conversation.stream()) {
            out.put("stream", true);
        }
        return out;
    }

    private static void reasoning(Conversation conversation, Target target, ObjectNode out) {
        if (!target.traits().reasoning()) {
            return;
        }
        Reasoning reasoning = conversation.reasoning();
        ObjectNode written = Json.object();
        String effort = OpenAiShape.effort(conversation, target);
        if (!effort.isEmpty()) {
            written.put("effort", effort);
        }
        if (reasoning != null && reasoning.show() && reasoning.mode() != Reasoning.Mode.OFF) {
            written.put("summary", "auto");
        }
        if (!written.isEmpty()) {
            out.set("reasoning", written);
        }
        out.putArray("include").add("reasoning.encrypted_content");
    }

    private static void text(Conversation conversation, ObjectNode out) {
        ObjectNode text = Json.object();
        if (conversation.format() instanceof OutputFormat.AnyJson) {
            text.putObject("format").put("type", "json_object");
        } else if (conversation.format() instanceof OutputFormat.Schema schema) {
            ChatRequestWriter.schema(text.putObject("format").put("type", "json_schema"), schema);
        }
        JsonNode verbosity = conversation.param(Param.VERBOSITY);
        if (verbosity != null) {
            text.set("verbosity", verbosity);
        }
        if (!text.isEmpty()) {
            out.set("text", text);
        }
    }

    private static void tools(Conversation conversation, Target target, ObjectNode out) {
        List<Tool> tools = OpenAiShape.tools(conversation);
        if (tools.isEmpty()) {
            return;
        }
        ArrayNode written = out.putArray("tools");
        for (Tool tool : tools) {
            ObjectNode made = written.addObject()
                    .put("type", tool.freeform() ? "custom" : "function")
                    .put("name", target.names().target(tool.name()));
            if (tool.description() != null) {
                made.put("description", tool.description());
            }
            if (!tool.freeform()) {
                // Left out it would mean true, and most schemas are not written for it.
                made.put("strict", tool.strict()).set("parameters", OpenAiShape.parameters(tool));
            } else if (tool.grammar() != null) {
                made.set("format", tool.grammar());
            }
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null && choice.mode() == ToolChoice.Mode.NAMED) {
            boolean freeform = tools.stream()
                    .anyMatch(tool -> tool.freeform() && tool.name().equals(choice.name()));
            out.putObject("tool_choice")
                    .put("type", freeform ? "custom" : "function")
                    .put("name", target.names().target(choice.name()));
        } else if (choice != null) {
            out.put("tool_choice", OpenAiShape.choiceWord(choice));
        }
        if (Boolean.FALSE.equals(conversation.parallelTools())) {
            out.put("parallel_tool_calls", false);
        }
    }
}
