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
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Whole answers of Chat Completions. */
public final class ChatAnswer {
    private ChatAnswer() {}

    public static Answer read(JsonNode root, ToolNames names) {
        JsonNode choice = root.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw new MalformedJsonException("no choice with a message");
        }
        List<Part> parts = new ArrayList<>();
        String thought = Json.string(message, "reasoning_content", Json.string(message, "reasoning", ""));
        if (!thought.isEmpty()) {
            parts.add(new Part.Thinking(thought, null));
        }
        content(message.path("content"), parts);
        String refusal = Json.string(message, "refusal", "");
        if (!refusal.isEmpty()) {
            parts.add(new Part.Refusal(refusal));
        }
        boolean called = false;
        for (JsonNode call : Json.list(message, "tool_calls")) {
            JsonNode function = call.path("function");
            String name = Json.string(function, "name", "");
            if (!name.isEmpty()) {
                called = true;
                parts.add(new Part.ToolCall(
                        Json.string(call, "id", ""), names.client(name), arguments(function), false, null, ""));
            }
        }
        return new Answer(
                Json.string(root, "id", ""),
                parts,
                Finish.of(reason(Json.string(choice, "finish_reason", "stop"), called, !refusal.isEmpty())),
                UsageReader.chat(root.path("usage")),
                Json.string(root, "service_tier"));
    }

    private static void content(JsonNode content, List<Part> parts) {
        if (content.isTextual()) {
            parts.add(new Part.Text(content.textValue()));
        } else if (content.isArray()) {
            for (JsonNode part : content) {
                parts.add(new Part.Text(Json.string(part, "text", "")));
            }
        }
    }

    /** Text by the protocol; some imitators send the object itself. */
    private static String arguments(JsonNode function) {
        JsonNode arguments = Json.get(function, "arguments");
        if (arguments == null) {
            return "";
        }
        return arguments.isTextual() ? arguments.textValue() : Json.text(arguments);
    }

    private static FinishReason reason(String word, boolean called, boolean refused) {
        FinishReason said = FinishWords.fromChat(word);
        if (refused) {
            return FinishReason.REFUSAL;
        }
        return switch (said) {
            case STOP, TOOL_CALLS -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            default -> said;
        };
    }

    public static byte[] write(Answer answer, AnswerSetting setting) {
        StringBuilder text = new StringBuilder();
        StringJoiner thoughts = new StringJoiner("\n");
        StringBuilder refusal = new StringBuilder();
        ArrayNode calls = Json.array();
        ArrayNode blocks = Json.array();
        boolean thought = false;
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            } else if (part instanceof Part.Refusal refused) {
                refusal.append(refused.text());
            } else if (part instanceof Part.Thinking thinking) {
                thought = true;
                if (!thinking.text().isEmpty()) {
                    thoughts.add(thinking.text());
                }
                if (thinking.seal() != null) {
                    blocks.add(Envelope.block(thinking));
                }
            } else if (part instanceof Part.ToolCall call) {
                ObjectNode out = calls.addObject()
                        .put(
                                "id",
                                call.id().isEmpty() ? "call_" + setting.newId().get() : call.id())
                        .put("type", "function");
                out.putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
            }
        }
        if (answer.finish().explanation() != null) {
            refusal.append(answer.finish().explanation());
        }
        ObjectNode message = Json.object()
                .put("role", "assistant")
                .put("content", text.isEmpty() && !calls.isEmpty() ? null : text.toString())
                .put("refusal", refusal.isEmpty() ? null : refusal.toString());
        if (thought) {
            message.put("reasoning_content", thoughts.toString());
        }
        if (!blocks.isEmpty()) {
            message.set("thinking_blocks", blocks);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        ObjectNode out = Json.object()
                .put("id", setting.id("chatcmpl-", answer.id()))
                .put("object", "chat.completion")
                .put("created", setting.createdSeconds())
                .put("model", setting.model());
        ObjectNode choice = out.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs")
                .put("finish_reason", FinishWords.toChat(answer.finish().reason()));
        out.set("usage", UsageWriter.chat(answer.usage()));
        String tier = tier(answer.tier());
        if (setting.wishes().tier() && tier != null) {
            out.put("service_tier", tier);
        }
        return Json.bytes(out);
    }

    private static @Nullable String tier(@Nullable String upstream) {
        if (upstream == null) {
            return null;
        }
        return upstream.equals("standard") || upstream.equals("batch") ? "default" : upstream;
    }
}
