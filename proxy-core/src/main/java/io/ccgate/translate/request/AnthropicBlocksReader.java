package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** The content blocks of Messages API requests. */
final class AnthropicBlocksReader {
    private AnthropicBlocksReader() {}

    static List<Part> content(JsonNode holder, String at) {
        List<Part> parts = new ArrayList<>();
        JsonNode content = Json.get(holder, "content");
        if (content == null) {
            return parts;
        }
        if (content.isTextual()) {
            parts.add(new Part.Text(content.textValue()));
        }
        for (int i = 0; i < content.size(); i++) {
            block(content.get(i), at + ".content[" + i + "]", parts);
        }
        return parts;
    }

    private static void block(JsonNode block, String at, List<Part> parts) {
        JsonNode cache = Json.get(block, "cache_control");
        switch (Json.string(block, "type", "")) {
            case "text" -> parts.add(new Part.Text(Json.string(block, "text", ""), cache));
            case "image" -> parts.add(new Part.Image(source(block.path("source"), at), null, cache, at));
            case "document" ->
                parts.add(new Part.Document(
                        source(block.path("source"), at),
                        Json.string(block, "title"),
                        Json.string(block, "context"),
                        cache,
                        at));
            case "search_result" -> parts.add(new Part.Text(searchResult(block), cache));
            case "thinking" -> thinking(block, parts);
            case "redacted_thinking" -> parts.add(new Part.Thinking("", Seal.redacted(Json.string(block, "data", ""))));
            case "tool_use" -> {
                JsonNode input = Json.get(block, "input");
                parts.add(new Part.ToolCall(
                        Json.string(block, "id", ""),
                        Json.string(block, "name", ""),
                        input == null ? "{}" : Json.text(input),
                        false,
                        cache,
                        at));
            }
            case "tool_result" -> {
                JsonNode content = Json.get(block, "content");
                parts.add(new Part.ToolResult(
                        Json.string(block, "tool_use_id", ""),
                        content(block, at),
                        content != null && content.isTextual(),
                        Json.isTrue(block, "is_error"),
                        cache,
                        at));
            }
            case "container_upload" ->
                throw RejectedException.unsupported(at, at + ": container_upload is not supported by this upstream");
            default -> parts.add(new Part.Foreign(block, at));
        }
    }

    private static Part.Source source(JsonNode source, String at) {
        return switch (Json.string(source, "type", "")) {
            case "base64" -> {
                Part.Source bytes = new Part.Base64(
                        Media.mime(Json.string(source, "media_type", "")), Json.string(source, "data", ""));
                yield Media.file(bytes, at);
            }
            case "url" -> new Part.Url(Json.string(source, "url", ""));
            case "text" -> new Part.PlainText(Json.string(source, "data", ""));
            case "content" -> new Part.Parts(content(source, at + ".source"));
            case "file" -> new Part.FileId(Json.string(source, "file_id", ""));
            default -> throw RejectedException.invalid(at + ".source.type", at + ".source.type is not known");
        };
    }

    private static String searchResult(JsonNode block) {
        StringBuilder text = new StringBuilder();
        text.append(Json.string(block, "title", "")).append('\n').append(Json.string(block, "source", ""));
        Json.list(block, "content").forEach(part -> text.append('\n').append(Json.string(part, "text", "")));
        return text.toString();
    }

    /** A signature of ours holds another provider's thoughts; any other is Anthropic's. */
    private static void thinking(JsonNode block, List<Part> parts) {
        String text = Json.string(block, "thinking", "");
        String signature = Json.string(block, "signature", "");
        if (!Envelope.isOurs(signature)) {
            parts.add(new Part.Thinking(text, signature.isEmpty() ? null : Seal.anthropic(signature)));
            return;
        }
        List<Part.Thinking> inside = Envelope.open(signature);
        if (inside.isEmpty() && !text.isEmpty()) {
            parts.add(new Part.Thinking(text, null));
        }
        for (Part.Thinking thought : inside) {
            parts.add(new Part.Thinking(thought.text().isEmpty() ? text : thought.text(), thought.seal()));
        }
    }
}
