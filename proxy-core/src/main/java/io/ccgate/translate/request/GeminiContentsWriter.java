package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of a Gemini request. */
final class GeminiContentsWriter {
    private final Target target;
    private final ArrayNode contents = Json.array();
    private final Map<String, String> callNames = new HashMap<>();

    private GeminiContentsWriter(Target target) {
        this.target = target;
    }

    static ArrayNode write(Conversation conversation, Target target) {
        GeminiContentsWriter writer = new GeminiContentsWriter(target);
        List<Turn> spoken = conversation.turns().stream()
                .filter(turn -> turn.role() != Turn.Role.SYSTEM)
                .toList();
        for (Turn turn : MergedTurns.of(spoken)) {
            ArrayNode parts = Json.array();
            boolean model = turn.role() == Turn.Role.ASSISTANT;
            if (model) {
                writer.model(parts, turn.parts());
            } else {
                writer.user(parts, turn.parts());
            }
            if (!parts.isEmpty()) {
                writer.contents
                        .addObject()
                        .put("role", model ? "model" : "user")
                        .set("parts", parts);
            }
        }
        return writer.contents;
    }

    private void model(ArrayNode parts, List<Part> given) {
        String signature = null;
        boolean called = false;
        for (Part part : given) {
            if (part instanceof Part.Thinking thinking) {
                Seal seal = thinking.seal();
                if (seal != null && seal.kind() == Seal.Kind.GEMINI) {
                    signature = seal.value();
                }
            } else if (part instanceof Part.ToolCall call) {
                callNames.put(call.id(), call.name());
                ObjectNode made = parts.addObject();
                made.putObject("functionCall")
                        .put("id", call.id())
                        .put("name", target.names().target(call.name()))
                        .set(
                                "args",
                                call.freeform()
                                        ? Json.object().put(Tool.INPUT, call.arguments())
                                        : ToolArguments.object(call.arguments()));
                sign(made, signature, called);
                signature = null;
                called = true;
            } else {
                part(parts, part);
            }
        }
    }

    private void sign(ObjectNode call, @Nullable String signature, boolean later) {
        if (signature != null) {
            call.put("thoughtSignature", signature);
        } else if (!later && target.traits().reasoning()) {
            call.put("thoughtSignature", Seal.GEMINI_FOREIGN);
        }
    }

    /** Responses first, in their calls' company; then what they brought and what the user says. */
    private void user(ArrayNode parts, List<Part> given) {
        for (Part part : given) {
            if (part instanceof Part.ToolResult result) {
                ObjectNode response = parts.addObject().putObject("functionResponse");
                response.put("id", result.callId())
                        .put("name", target.names().target(callNames.getOrDefault(result.callId(), result.callId())));
                String text = resultText(result);
                response.putObject("response").put(result.error() ? "error" : "output", text);
            }
        }
        for (Part part : given) {
            if (part instanceof Part.ToolResult result) {
                result.content().stream().filter(OpenAiShape::isAttachment).forEach(inner -> part(parts, inner));
            } else {
                part(parts, part);
            }
        }
    }

    private static String resultText(Part.ToolResult result) {
        return OpenAiShape.resultText(
                new Part.ToolResult(result.callId(), result.content(), result.plain(), false, null, result.at()));
    }

    private void part(ArrayNode parts, Part part) {
        if (part instanceof Part.Text text) {
            if (!text.text().isEmpty()) {
                parts.addObject().put("text", text.text());
            }
        } else if (part instanceof Part.Image image) {
            source(parts, image.source(), "image/", image.at());
        } else if (part instanceof Part.Document document) {
            document(parts, document);
        }
    }

    private void document(ArrayNode parts, Part.Document document) {
        Part.Source source = document.source();
        if (source instanceof Part.PlainText text) {
            parts.addObject().put("text", OpenAiShape.documentText(document, text.text()));
        } else if (source instanceof Part.Parts inner) {
            part(parts, new Part.Text(OpenAiShape.documentText(document, "").stripTrailing()));
            inner.parts().forEach(part -> part(parts, part));
        } else {
            OpenAiShape.requirePdf(target, document.at());
            source(parts, source, "application/pdf", document.at());
        }
    }

    private static void source(ArrayNode parts, Part.Source source, String kind, String at) {
        if (source instanceof Part.Base64 bytes) {
            parts.addObject()
                    .putObject("inlineData")
                    .put("mimeType", bytes.mediaType())
                    .put("data", bytes.data());
        } else if (source instanceof Part.Url url) {
            parts.addObject()
                    .putObject("fileData")
                    .put("mimeType", kind.endsWith("/") ? imageType(url.url()) : kind)
                    .put("fileUri", url.url());
        } else {
            throw OpenAiShape.stored(at);
        }
    }

    /** The API wants a type for a URL; its path's ending is all there is to tell it by. */
    private static String imageType(String url) {
        String path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
        if (path.endsWith(".png")) {
            return "image/png";
        }
        if (path.endsWith(".webp")) {
            return "image/webp";
        }
        return path.endsWith(".gif") ? "image/gif" : "image/jpeg";
    }
}
