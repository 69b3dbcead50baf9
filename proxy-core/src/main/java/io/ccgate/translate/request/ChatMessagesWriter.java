package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of a Chat Completions request. */
final class ChatMessagesWriter {
    private static final String ATTACHED = "(see attached content)";

    private final Target target;
    private final ArrayNode messages = Json.array();

    private ChatMessagesWriter(Target target) {
        this.target = target;
    }

    static ArrayNode write(Conversation conversation, Target target) {
        ChatMessagesWriter writer = new ChatMessagesWriter(target);
        String system = OpenAiShape.system(conversation);
        if (!system.isEmpty()) {
            writer.messages.addObject().put("role", "system").put("content", system);
        }
        for (Turn turn : MergedTurns.of(conversation.turns())) {
            switch (turn.role()) {
                case SYSTEM -> writer.system(turn.parts());
                case USER -> writer.user(turn.parts());
                case ASSISTANT -> writer.assistant(turn.parts());
            }
        }
        return writer.messages;
    }

    private void system(List<Part> parts) {
        List<String> texts = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Text text && !text.text().isBlank()) {
                texts.add(text.text());
            }
        }
        if (!texts.isEmpty()) {
            messages.addObject().put("role", "system").put("content", String.join("\n\n", texts));
        }
    }

    /** Results first, since nothing may stand between them and their calls; then what they brought; then the user. */
    private void user(List<Part> parts) {
        Map<String, Part.ToolResult> results = new LinkedHashMap<>();
        List<Part> rest = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result) {
                results.put(result.callId(), result);
            } else if (!(part instanceof Part.Text text && text.text().isEmpty())) {
                rest.add(part);
            }
        }
        ArrayNode content = Json.array();
        for (Part.ToolResult result : results.values()) {
            List<Part> attached =
                    result.content().stream().filter(OpenAiShape::isAttachment).toList();
            String text = OpenAiShape.resultText(result);
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", result.callId())
                    .put("content", text.isEmpty() && !attached.isEmpty() ? ATTACHED : text);
            if (!attached.isEmpty()) {
                text(content, "Content returned by tool call " + result.callId() + ":");
                attached.forEach(part -> part(content, part));
            }
        }
        if (content.isEmpty() && rest.size() == 1 && rest.get(0) instanceof Part.Text text) {
            messages.addObject().put("role", "user").put("content", text.text());
            return;
        }
        rest.forEach(part -> part(content, part));
        if (!content.isEmpty()) {
            messages.addObject().put("role", "user").set("content", content);
        }
    }

    private static void text(ArrayNode content, String text) {
        content.addObject().put("type", "text").put("text", text);
    }

    private void part(ArrayNode content, Part part) {
        if (part instanceof Part.Text text) {
            text(content, text.text());
        } else if (part instanceof Part.Image image) {
            ObjectNode url = content.addObject().put("type", "image_url").putObject("image_url");
            url.put("url", imageUrl(image));
            if (image.detail() != null) {
                url.put("detail", image.detail());
            }
        } else if (part instanceof Part.Document document) {
            document(content, document);
        }
    }

    static String imageUrl(Part.Image image) {
        if (image.source() instanceof Part.Base64 bytes) {
            return Media.dataUrl(bytes);
        }
        if (image.source() instanceof Part.Url url) {
            return url.url();
        }
        throw OpenAiShape.stored(image.at());
    }

    private void document(ArrayNode content, Part.Document document) {
        Part.Source source = document.source();
        if (source instanceof Part.Base64 bytes) {
            OpenAiShape.requirePdf(target, document.at());
            content.addObject()
                    .put("type", "file")
                    .putObject("file")
                    .put("filename", document.title() == null ? "document.pdf" : document.title())
                    .put("file_data", Media.dataUrl(bytes));
        } else if (source instanceof Part.PlainText text) {
            text(content, OpenAiShape.documentText(document, text.text()));
        } else if (source instanceof Part.Parts inner) {
            String head = OpenAiShape.documentText(document, "");
            if (!head.isEmpty()) {
                text(content, head.stripTrailing());
            }
            inner.parts().forEach(part -> part(content, part));
        } else if (source instanceof Part.Url) {
            throw RejectedException.unsupported(
                    document.at(),
                    document.at() + ": documents by URL are not supported by this upstream; send the data");
        } else {
            throw OpenAiShape.stored(document.at());
        }
    }

    private void assistant(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        ArrayNode calls = Json.array();
        for (Part part : parts) {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            } else if (part instanceof Part.Thinking thinking) {
                thought.append(thinking.text());
            } else if (part instanceof Part.ToolCall call) {
                calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", target.names().target(call.name()))
                        .put("arguments", arguments(call));
            }
        }
        if (text.isEmpty() && calls.isEmpty()) {
            return;
        }
        ObjectNode message =
                messages.addObject().put("role", "assistant").put("content", text.isEmpty() ? null : text.toString());
        if (!thought.isEmpty() && target.provider().reasoningText()) {
            message.put("reasoning_content", thought.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    private static String arguments(Part.ToolCall call) {
        if (call.freeform()) {
            return Json.text(Json.object().put(Tool.INPUT, call.arguments()));
        }
        return call.arguments().isBlank() ? "{}" : call.arguments();
    }
}
