package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.model.ToolIds;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import io.ccgate.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole answers of the Messages API. */
public final class AnthropicAnswer {
    private AnthropicAnswer() {}

    public static Answer read(JsonNode root, ToolNames names) {
        if (!root.path("content").isArray()) {
            throw new MalformedJsonException("no message");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode block : root.path("content")) {
            Part part = part(block, names);
            if (part != null) {
                parts.add(part);
            }
        }
        JsonNode usage = root.path("usage");
        return new Answer(
                Json.string(root, "id", ""),
                parts,
                new Finish(
                        FinishWords.fromAnthropic(Json.string(root, "stop_reason", "")),
                        Json.string(root, "stop_sequence"),
                        Json.string(root.path("stop_details"), "explanation")),
                UsageReader.anthropic(usage, TokenUsage.NONE),
                Json.string(usage, "service_tier"));
    }

    /** Server tools' blocks have no neutral form and stay out. */
    private static @Nullable Part part(JsonNode block, ToolNames names) {
        return switch (Json.string(block, "type", "")) {
            case "text" -> new Part.Text(Json.string(block, "text", ""));
            case "thinking", "redacted_thinking" -> Envelope.thought(block);
            case "tool_use" -> {
                JsonNode input = Json.get(block, "input");
                yield new Part.ToolCall(
                        Json.string(block, "id", ""),
                        names.client(Json.string(block, "name", "")),
                        input == null ? "{}" : Json.text(input),
                        false,
                        null,
                        "");
            }
            default -> null;
        };
    }

    public static byte[] write(Answer answer, AnswerSetting setting) {
        ObjectNode out = Json.object()
                .put("id", setting.id("msg_", answer.id()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", setting.model());
        ArrayNode content = out.putArray("content");
        ToolIds ids = new ToolIds(setting.newId());
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text text) {
                text(content, text.text());
            } else if (part instanceof Part.Refusal refusal) {
                text(content, refusal.text());
            } else if (part instanceof Part.Thinking thinking) {
                thinking(content, thinking, setting);
            } else if (part instanceof Part.ToolCall call) {
                ObjectNode block = content.addObject()
                        .put("type", "tool_use")
                        .put("id", ids.next(call.id()))
                        .put("name", call.name());
                block.set("input", ToolArguments.object(call.arguments()));
                block.putObject("caller").put("type", "direct");
            }
        }
        Finish finish = answer.finish();
        out.put("stop_reason", FinishWords.toAnthropic(finish.reason())).put("stop_sequence", finish.stopSequence());
        if (finish.explanation() == null) {
            out.putNull("stop_details");
        } else {
            out.putObject("stop_details")
                    .put("type", "refusal")
                    .putNull("category")
                    .put("explanation", finish.explanation());
        }
        out.putNull("container").putNull("diagnostics");
        out.set("usage", UsageWriter.anthropic(answer.usage()));
        return Json.bytes(out);
    }

    private static void text(ArrayNode content, String text) {
        if (!text.isEmpty()) {
            content.addObject().put("type", "text").put("text", text).putNull("citations");
        }
    }

    private static void thinking(ArrayNode content, Part.Thinking thinking, AnswerSetting setting) {
        Seal seal = thinking.seal();
        if (!setting.wishes().thoughts()) {
            return;
        }
        if (seal != null && seal.kind() == Seal.Kind.ANTHROPIC_REDACTED) {
            content.addObject().put("type", "redacted_thinking").put("data", seal.value());
            return;
        }
        boolean show = setting.wishes().thoughtText();
        if (show || seal != null) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", show ? thinking.text() : "")
                    .put("signature", signature(seal));
        }
    }

    /** A signature that a later Anthropic upstream never sees, unless Anthropic made it. */
    public static String signature(@Nullable Seal seal) {
        if (seal == null) {
            return Envelope.empty();
        }
        return seal.kind() == Seal.Kind.ANTHROPIC ? seal.value() : Envelope.seal(List.of(new Part.Thinking("", seal)));
    }
}
