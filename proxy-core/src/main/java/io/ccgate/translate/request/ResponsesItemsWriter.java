package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The input items of a Responses request. */
final class ResponsesItemsWriter {
    private final Target target;
    private final ArrayNode items = Json.array();
    /** Calls whose outputs are of the free-text kind, too. */
    private final Set<String> freeform = new HashSet<>();

    private ResponsesItemsWriter(Target target) {
        this.target = target;
    }

    static ArrayNode write(Conversation conversation, Target target) {
        ResponsesItemsWriter writer = new ResponsesItemsWriter(target);
        for (Turn turn : MergedTurns.of(conversation.turns())) {
            switch (turn.role()) {
                case SYSTEM -> writer.message("developer", turn.parts());
                case USER -> writer.user(turn.parts());
                case ASSISTANT -> turn.parts().forEach(writer::assistant);
            }
        }
        return writer.items;
    }

    private void user(List<Part> parts) {
        List<Part> rest = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result) {
                output(result);
            } else {
                rest.add(part);
            }
        }
        message("user", rest);
    }

    private void message(String role, List<Part> parts) {
        ArrayNode content = Json.array();
        parts.forEach(part -> part(content, part));
        if (!content.isEmpty()) {
            items.addObject().put("type", "message").put("role", role).set("content", content);
        }
    }

    private void part(ArrayNode content, Part part) {
        if (part instanceof Part.Text text) {
            if (!text.text().isEmpty()) {
                content.addObject().put("type", "input_text").put("text", text.text());
            }
        } else if (part instanceof Part.Image image) {
            ObjectNode made =
                    content.addObject().put("type", "input_image").put("image_url", ChatMessagesWriter.imageUrl(image));
            if (image.detail() != null) {
                made.put("detail", image.detail());
            }
        } else if (part instanceof Part.Document document) {
            document(content, document);
        }
    }

    private void document(ArrayNode content, Part.Document document) {
        Part.Source source = document.source();
        if (source instanceof Part.Base64 bytes) {
            OpenAiShape.requirePdf(target, document.at());
            content.addObject()
                    .put("type", "input_file")
                    .put("filename", document.title() == null ? "document.pdf" : document.title())
                    .put("file_data", Media.dataUrl(bytes));
        } else if (source instanceof Part.Url url) {
            OpenAiShape.requirePdf(target, document.at());
            content.addObject().put("type", "input_file").put("file_url", url.url());
        } else if (source instanceof Part.PlainText text) {
            content.addObject().put("type", "input_text").put("text", OpenAiShape.documentText(document, text.text()));
        } else if (source instanceof Part.Parts inner) {
            String head = OpenAiShape.documentText(document, "");
            part(content, new Part.Text(head.stripTrailing()));
            inner.parts().forEach(part -> part(content, part));
        } else {
            throw OpenAiShape.stored(document.at());
        }
    }

    private void assistant(Part part) {
        if (part instanceof Part.Text text && !text.text().isEmpty()) {
            ObjectNode message = items.addObject().put("type", "message").put("role", "assistant");
            message.putArray("content").addObject().put("type", "output_text").put("text", text.text());
        } else if (part instanceof Part.Thinking thinking) {
            Seal seal = thinking.seal();
            if (seal != null && seal.kind() == Seal.Kind.OPENAI) {
                reasoning(thinking.text(), seal);
            }
        } else if (part instanceof Part.ToolCall call) {
            items.addObject()
                    .put("type", call.freeform() ? "custom_tool_call" : "function_call")
                    .put("call_id", call.id())
                    .put("name", target.names().target(call.name()))
                    .put(
                            call.freeform() ? "input" : "arguments",
                            call.freeform() || !call.arguments().isBlank() ? call.arguments() : "{}");
            if (call.freeform()) {
                freeform.add(call.id());
            }
        }
    }

    private void reasoning(String text, Seal seal) {
        ObjectNode item = items.addObject().put("type", "reasoning");
        if (!seal.id().isEmpty()) {
            item.put("id", seal.id());
        }
        ArrayNode summary = item.putArray("summary");
        if (!text.isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        item.put("encrypted_content", seal.value());
    }

    private void output(Part.ToolResult result) {
        ObjectNode item = items.addObject()
                .put("type", freeform.contains(result.callId()) ? "custom_tool_call_output" : "function_call_output")
                .put("call_id", result.callId());
        String text = OpenAiShape.resultText(result);
        if (result.content().stream().noneMatch(OpenAiShape::isAttachment)) {
            item.put("output", text);
            return;
        }
        ArrayNode output = item.putArray("output");
        if (!text.isEmpty()) {
            output.addObject().put("type", "input_text").put("text", text);
        }
        result.content().stream().filter(OpenAiShape::isAttachment).forEach(part -> part(output, part));
    }
}
