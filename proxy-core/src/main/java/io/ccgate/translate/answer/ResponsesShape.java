package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.ClientWishes.ToolFace;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.usage.TokenUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of a Responses answer, the same in a stream and in a whole answer. */
public final class ResponsesShape {
    private ResponsesShape() {}

    /**
     * The response object.
     *
     * @param output finished items, comma separated
     * @param usage null while it is in progress
     * @param error code and message; null when it did not fail
     */
    public static void response(
            JsonOut out,
            String id,
            long createdSeconds,
            String status,
            @Nullable ObjectNode error,
            @Nullable Finish finish,
            String model,
            JsonOut output,
            ObjectNode echo,
            @Nullable TokenUsage usage) {
        out.raw("{\"id\":")
                .string(id)
                .raw(",\"object\":\"response\",\"created_at\":")
                .number(createdSeconds)
                .raw(",\"status\":")
                .string(status)
                .raw(",\"error\":");
        if (error == null) {
            out.raw("null");
        } else {
            out.tree(error);
        }
        out.raw(",\"incomplete_details\":");
        if (finish != null && finish.cut()) {
            out.raw("{\"reason\":")
                    .string(finish.reason() == FinishReason.REFUSAL ? "content_filter" : "max_output_tokens")
                    .raw("}");
        } else {
            out.raw("null");
        }
        out.raw(",\"model\":").string(model).raw(",\"output\":[").raw(output).raw("]");
        for (Map.Entry<String, JsonNode> field : echo.properties()) {
            out.raw(",").string(field.getKey()).raw(":").tree(field.getValue());
        }
        if (usage != null) {
            out.raw(",\"usage\":").tree(UsageWriter.responses(usage));
        }
        out.raw("}");
    }

    /** @param content finished parts, comma separated */
    public static void message(JsonOut out, String id, String status, JsonOut content) {
        out.raw("{\"type\":\"message\",\"id\":")
                .string(id)
                .raw(",\"status\":")
                .string(status)
                .raw(",\"role\":\"assistant\",\"content\":[")
                .raw(content)
                .raw("]}");
    }

    /** @param text still escaped */
    public static void textPart(JsonOut out, JsonOut text) {
        out.raw("{\"type\":\"output_text\",\"text\":\"").raw(text).raw("\",\"annotations\":[]}");
    }

    /** @param text still escaped */
    public static void refusalPart(JsonOut out, JsonOut text) {
        out.raw("{\"type\":\"refusal\",\"refusal\":\"").raw(text).raw("\"}");
    }

    /** @param encrypted null while it is in progress, or when nobody vouches for the thought */
    public static void reasoning(JsonOut out, String id, String text, @Nullable String encrypted) {
        out.raw("{\"type\":\"reasoning\",\"id\":").string(id).raw(",\"summary\":[");
        if (!text.isEmpty()) {
            out.raw("{\"type\":\"summary_text\",\"text\":").string(text).raw("}");
        }
        out.raw("]");
        if (encrypted != null) {
            out.raw(",\"encrypted_content\":").string(encrypted);
        }
        out.raw("}");
    }

    /** What the client sends back for a thought: OpenAI's own reasoning as it is, anyone else's in an envelope. */
    public static @Nullable String encrypted(Part.Thinking thought) {
        Seal seal = thought.seal();
        if (seal == null) {
            return null;
        }
        return switch (seal.kind()) {
            case OPENAI -> seal.value();
            case ANTHROPIC, ANTHROPIC_REDACTED, GEMINI -> Envelope.seal(List.of(thought));
        };
    }

    /** @param arguments JSON text, or free text for a freeform tool; still escaped */
    public static void call(JsonOut out, String id, String callId, ToolFace face, JsonOut arguments, String status) {
        out.raw(face.freeform() ? "{\"type\":\"custom_tool_call\",\"id\":" : "{\"type\":\"function_call\",\"id\":")
                .string(id)
                .raw(",\"call_id\":")
                .string(callId)
                .raw(",\"name\":")
                .string(face.name());
        if (!face.namespace().isEmpty()) {
            out.raw(",\"namespace\":").string(face.namespace());
        }
        out.raw(face.freeform() ? ",\"input\":\"" : ",\"arguments\":\"")
                .raw(arguments)
                .raw("\",\"status\":")
                .string(status)
                .raw("}");
    }
}
