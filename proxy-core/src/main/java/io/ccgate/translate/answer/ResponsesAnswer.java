package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.ClientWishes.ToolFace;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Whole answers of the Responses API. */
public final class ResponsesAnswer {
    private ResponsesAnswer() {}

    public static Answer read(JsonNode root, ToolNames names) {
        if (!root.path("output").isArray()) {
            throw new MalformedJsonException("no response");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode item : root.path("output")) {
            item(item, names, parts);
        }
        return new Answer(
                Json.string(root, "id", ""),
                parts,
                Finish.of(reason(root, parts)),
                UsageReader.responses(root.path("usage")),
                Json.string(root, "service_tier"));
    }

    private static void item(JsonNode item, ToolNames names, List<Part> parts) {
        switch (Json.string(item, "type", "")) {
            case "message" -> {
                for (JsonNode part : Json.list(item, "content")) {
                    switch (Json.string(part, "type", "")) {
                        case "output_text" -> parts.add(new Part.Text(Json.string(part, "text", "")));
                        case "refusal" -> parts.add(new Part.Refusal(Json.string(part, "refusal", "")));
                        default -> {}
                    }
                }
            }
            case "reasoning" -> parts.add(reasoning(item));
            case "function_call" ->
                parts.add(new Part.ToolCall(
                        Json.string(item, "call_id", ""),
                        names.client(Json.string(item, "name", "")),
                        Json.string(item, "arguments", ""),
                        false,
                        null,
                        ""));
            default -> {}
        }
    }

    private static Part.Thinking reasoning(JsonNode item) {
        StringJoiner text = new StringJoiner("\n\n");
        for (String list : new String[] {"summary", "content"}) {
            Json.list(item, list).forEach(part -> text.add(Json.string(part, "text", "")));
        }
        String encrypted = Json.string(item, "encrypted_content");
        return new Part.Thinking(
                text.toString(), encrypted == null ? null : Seal.openAi(Json.string(item, "id", ""), encrypted));
    }

    private static FinishReason reason(JsonNode root, List<Part> parts) {
        if (Json.string(root, "status", "").equals("incomplete")) {
            return FinishWords.fromResponses(Json.string(root.path("incomplete_details"), "reason", ""));
        }
        if (parts.stream().anyMatch(Part.Refusal.class::isInstance)) {
            return FinishReason.REFUSAL;
        }
        return parts.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    public static byte[] write(Answer answer, AnswerSetting setting) {
        return new Writer(answer, setting).write();
    }

    /** Gathers runs of text into one message, item by item. */
    private static final class Writer {
        private final Answer answer;
        private final AnswerSetting setting;
        private final String base;
        private final JsonOut output = new JsonOut(512);
        private final JsonOut text = new JsonOut(256);
        private final JsonOut refusal = new JsonOut(16);
        private boolean message;
        private int index;

        Writer(Answer answer, AnswerSetting setting) {
            this.answer = answer;
            this.setting = setting;
            this.base = setting.newId().get();
        }

        byte[] write() {
            List<Part> parts = new ArrayList<>(answer.parts());
            if (answer.finish().explanation() != null) {
                parts.add(new Part.Refusal(answer.finish().explanation()));
            }
            for (Part part : parts) {
                if (part instanceof Part.Text said) {
                    message = message || !said.text().isEmpty();
                    text.content(said.text());
                } else if (part instanceof Part.Refusal refused) {
                    message = true;
                    refusal.content(refused.text());
                } else if (part instanceof Part.Thinking thinking) {
                    closeMessage("completed");
                    ResponsesShape.reasoning(
                            item(), "rs_" + base + index++, thinking.text(), ResponsesShape.encrypted(thinking));
                } else if (part instanceof Part.ToolCall call) {
                    closeMessage("completed");
                    call(call, part == parts.get(parts.size() - 1) ? lastStatus() : "completed");
                }
            }
            closeMessage(lastStatus());
            JsonOut out = new JsonOut(output.length() + 512);
            ResponsesShape.response(
                    out,
                    setting.id("resp_", answer.id()),
                    setting.createdSeconds(),
                    lastStatus(),
                    null,
                    answer.finish(),
                    setting.model(),
                    output,
                    setting.wishes().echo(),
                    answer.usage());
            return out.toBytes();
        }

        private String lastStatus() {
            return answer.finish().cut() ? "incomplete" : "completed";
        }

        private JsonOut item() {
            return output.raw(index == 0 ? "" : ",");
        }

        private void call(Part.ToolCall call, String status) {
            ToolFace face = setting.wishes().tools().getOrDefault(call.name(), new ToolFace("", call.name(), false));
            String arguments = call.arguments().isEmpty() ? "{}" : call.arguments();
            JsonOut escaped = new JsonOut(arguments.length() + 16)
                    .content(face.freeform() ? ToolArguments.freeform(arguments) : arguments);
            ResponsesShape.call(
                    item(),
                    (face.freeform() ? "ctc_" : "fc_") + base + index++,
                    call.id().isEmpty() ? "call_" + setting.newId().get() : call.id(),
                    face,
                    escaped,
                    status);
        }

        private void closeMessage(String status) {
            if (!message) {
                return;
            }
            JsonOut content = new JsonOut(text.length() + refusal.length() + 64);
            if (text.length() > 0) {
                ResponsesShape.textPart(content, text);
            }
            if (refusal.length() > 0) {
                content.raw(content.length() > 0 ? "," : "");
                ResponsesShape.refusalPart(content, refusal);
            }
            ResponsesShape.message(item(), "msg_" + base + index++, status, content);
            text.clear();
            refusal.clear();
            message = false;
        }
    }
}
