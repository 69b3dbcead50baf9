package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole answers of Gemini's generateContent. */
public final class GeminiAnswer {
    private GeminiAnswer() {}

    public static Answer read(JsonNode root, ToolNames names) {
        JsonNode candidate = root.path("candidates").path(0);
        String blocked = Json.string(root.path("promptFeedback"), "blockReason");
        if (!candidate.isObject() && blocked == null) {
            throw new MalformedJsonException("neither a candidate nor a block reason");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : Json.list(candidate.path("content"), "parts")) {
            part(part, names, parts);
        }
        FinishReason reason = FinishWords.fromGemini(Json.string(candidate, "finishReason", "STOP"));
        if (reason == FinishReason.STOP && parts.stream().anyMatch(Part.ToolCall.class::isInstance)) {
            reason = FinishReason.TOOL_CALLS;
        }
        Finish finish = blocked == null
                ? new Finish(reason, null, Json.string(candidate, "finishMessage"))
                : new Finish(FinishReason.REFUSAL, null, "The prompt was blocked: " + blocked);
        return new Answer(
                Json.string(root, "responseId", ""),
                parts,
                finish,
                UsageReader.gemini(root.path("usageMetadata")),
                null);
    }

    private static void part(JsonNode part, ToolNames names, List<Part> parts) {
        String signature = Json.string(part, "thoughtSignature");
        JsonNode call = Json.get(part, "functionCall");
        String text = Json.string(part, "text");
        if (call != null) {
            if (signature != null) {
                seal(parts, Seal.gemini(signature));
            }
            JsonNode args = Json.get(call, "args");
            parts.add(new Part.ToolCall(
                    Json.string(call, "id", ""),
                    names.client(Json.string(call, "name", "")),
                    args == null ? "{}" : Json.text(args),
                    false,
                    null,
                    ""));
        } else if (text != null && !text.isEmpty()) {
            parts.add(Json.isTrue(part, "thought") ? new Part.Thinking(text, null) : new Part.Text(text));
        }
    }

    /** The signature belongs to the thought before it, which may have no text. */
    private static void seal(List<Part> parts, Seal seal) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last) instanceof Part.Thinking thinking && thinking.seal() == null) {
            parts.set(last, new Part.Thinking(thinking.text(), seal));
        } else {
            parts.add(new Part.Thinking("", seal));
        }
    }

    public static byte[] write(Answer answer, AnswerSetting setting) {
        ObjectNode out = Json.object();
        ObjectNode candidate = out.putArray("candidates").addObject();
        ArrayNode parts = candidate.putObject("content").put("role", "model").putArray("parts");
        List<Part.Thinking> unsent = new ArrayList<>();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text text && !text.text().isEmpty()) {
                parts.addObject().put("text", text.text());
            } else if (part instanceof Part.Refusal refusal) {
                parts.addObject().put("text", refusal.text());
            } else if (part instanceof Part.Thinking thinking) {
                if (setting.wishes().thoughtText() && !thinking.text().isEmpty()) {
                    parts.addObject().put("text", thinking.text()).put("thought", true);
                }
                if (thinking.seal() != null) {
                    unsent.add(thinking);
                }
            } else if (part instanceof Part.ToolCall call) {
                ObjectNode made = parts.addObject();
                made.putObject("functionCall")
                        .put(
                                "id",
                                call.id().isEmpty() ? "call_" + setting.newId().get() : call.id())
                        .put("name", call.name())
                        .set("args", ToolArguments.object(call.arguments()));
                if (!unsent.isEmpty()) {
                    made.put("thoughtSignature", signature(unsent));
                    unsent.clear();
                }
            }
        }
        candidate
                .put("finishReason", FinishWords.toGemini(answer.finish().reason()))
                .put("index", 0);
        @Nullable String explanation = answer.finish().explanation();
        if (explanation != null) {
            candidate.put("finishMessage", explanation);
        }
        out.set("usageMetadata", UsageWriter.gemini(answer.usage()));
        return Json.bytes(out.put("modelVersion", setting.model())
                .put("responseId", answer.id().isEmpty() ? setting.newId().get() : answer.id()));
    }

    /** Gemini's own signature as it is, anyone else's thoughts in an envelope. */
    public static String signature(List<Part.Thinking> thoughts) {
        Seal last = thoughts.get(thoughts.size() - 1).seal();
        return last != null && last.kind() == Seal.Kind.GEMINI ? last.value() : Envelope.seal(thoughts);
    }
}
