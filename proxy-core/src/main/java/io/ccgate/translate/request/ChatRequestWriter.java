package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.wire.Json;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Chat Completions requests, for OpenAI and those who imitate it. */
public final class ChatRequestWriter {
    private static final int MOST_STOPS = 4;
    private static final Map<Param, String> COMMON =
            names(Param.SEED, Param.PRESENCE_PENALTY, Param.FREQUENCY_PENALTY, Param.LOGIT_BIAS);
    /** What came with OpenAI's reasoning models; older models and imitators refuse fields they do not know. */
    private static final Map<Param, String> NEWER = names(
            Param.VERBOSITY,
            Param.PREDICTION,
            Param.MODERATION,
            Param.METADATA,
            Param.STORE,
            Param.PROMPT_CACHE_KEY,
            Param.PROMPT_CACHE_RETENTION,
            Param.PROMPT_CACHE_OPTIONS);

    private ChatRequestWriter() {}

    private static Map<Param, String> names(Param... params) {
        Map<Param, String> names = new EnumMap<>(Param.class);
        for (Param param : params) {
            names.put(param, param.path(Protocol.CHAT));
        }
        return names;
    }

    public static ObjectNode write(Conversation conversation, Target target) {
        ObjectNode out = Json.object().put("model", target.model());
        Long maxTokens = OpenAiShape.maxTokens(conversation, target);
        if (maxTokens != null) {
            // The old name is what imitators know; OpenAI's reasoning models know the new one only.
            boolean newer = target.provider()
                    .maxCompletionTokens()
                    .orElse(target.traits().reasoning());
            out.put(newer ? "max_completion_tokens" : "max_tokens", maxTokens);
        }
        OpenAiShape.sampling(conversation, target, out);
        stops(conversation, target, out);
        tools(conversation, target, out);
        String effort = OpenAiShape.effort(conversation, target);
        if (!effort.isEmpty()) {
            out.put("reasoning_effort", effort);
        }
        format(conversation.format(), out);
        OpenAiShape.user(conversation, out);
        OpenAiShape.tier(conversation, target, out);
        Target.copy(conversation, out, COMMON);
        EnumSet<Param> handled = EnumSet.of(Param.TEMPERATURE, Param.TOP_P);
        handled.addAll(COMMON.keySet());
        if (target.traits().reasoning()) {
            Target.copy(conversation, out, NEWER);
            handled.addAll(NEWER.keySet());
        }
        if (target.provider().topK()) {
            Target.copy(conversation, out, Map.of(Param.TOP_K, "top_k"));
            handled.add(Param.TOP_K);
        }
        target.dropOthers(conversation, handled);
        if (conversation.stream()) {
            out.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        out.set("messages", ChatMessagesWriter.write(conversation, target));
        return out;
    }

    private static void stops(Conversation conversation, Target target, ObjectNode out) {
        List<String> stops = conversation.stops();
        if (stops.isEmpty()) {
            return;
        }
        ArrayNode written = out.putArray("stop");
        stops.stream().limit(MOST_STOPS).forEach(written::add);
        if (stops.size() > MOST_STOPS) {
            target.losses().drop(Field.STOPS.path(target.client()));
        }
    }

    private static void tools(Conversation conversation, Target target, ObjectNode out) {
        List<Tool> tools = OpenAiShape.tools(conversation);
        if (tools.isEmpty()) {
            return;
        }
        ArrayNode written = out.putArray("tools");
        for (Tool tool : tools) {
            ObjectNode function = written.addObject().put("type", "function").putObject("function");
            function.put("name", target.names().target(tool.name()));
            String description = tool.describedGrammar();
            if (description != null) {
                function.put("description", description);
            }
            function.set("parameters", OpenAiShape.parameters(tool));
            if (tool.strict()) {
                function.put("strict", true);
            }
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null && choice.mode() == ToolChoice.Mode.NAMED) {
            out.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .put("name", target.names().target(choice.name()));
        } else if (choice != null) {
            out.put("tool_choice", OpenAiShape.choiceWord(choice));
        }
        if (Boolean.FALSE.equals(conversation.parallelTools())) {
            out.put("parallel_tool_calls", false);
        }
    }

    private static void format(OutputFormat format, ObjectNode out) {
        if (format instanceof OutputFormat.AnyJson) {
            out.putObject("response_format").put("type", "json_object");
        } else if (format instanceof OutputFormat.Schema schema) {
            schema(out.putObject("response_format").put("type", "json_schema").putObject("json_schema"), schema);
        }
    }

    static void schema(ObjectNode holder, OutputFormat.Schema schema) {
        holder.put("name", schema.name());
        if (schema.description() != null) {
            holder.put("description", schema.description());
        }
        if (schema.strict() != null) {
            holder.put("strict", schema.strict());
        }
        holder.set("schema", schema.schema());
    }
}
