package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of a Chat Completions request. */
final class ChatMessagesReader {
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    private ChatMessagesReader() {}

    static ChatMessagesReader read(ObjectNode body) {
        ChatMessagesReader reader = new ChatMessagesReader();
        int i = 0;
        for (JsonNode message : Json.list(body, "messages")) {
            reader.message(message, "messages[" + i++ + "]");
        }
        return reader;
    }

    List<Part.Text> system() {
        return system;
    }

    List<Turn> turns() {
        return turns;
    }

    private void message(JsonNode message, String at) {
        switch (Json.string(message, "role", "")) {
            case "system", "developer" -> systemMessage(message, at);
            case "user" -> turns.add(new Turn(Turn.Role.USER, cached(message, content(message, at))));
            case "assistant" -> turns.add(new Turn(Turn.Role.ASSISTANT, cached(message, assistant(message, at))));
            case "tool" -> turns.add(new Turn(Turn.Role.USER, List.of(toolResult(message, at))));
            case "function" ->
                throw RejectedException.unsupported(at + ".role", at + ".role function is not supported: use tools");
            default ->
                throw RejectedException.invalid(
                        at + ".role", at + ".role must be system, developer, user, assistant or tool");
        }
    }

    private void systemMessage(JsonNode message, String at) {
        List<Part> parts = cached(message, content(message, at));
        for (Part part : parts) {
            if (!(part instanceof Part.Text)) {
                throw RejectedException.unsupported(at + ".content", at + ": a system message can hold text only");
            }
        }
        if (turns.isEmpty()) {
            parts.forEach(part -> system.add((Part.Text) part));
        } else {
            turns.add(new Turn(Turn.Role.SYSTEM, parts));
        }
    }

    private static List<Part> content(JsonNode message, String at) {
        List<Part> parts = new ArrayList<>();
        JsonNode content = Json.get(message, "content");
        if (content == null) {
            return parts;
        }
        if (content.isTextual()) {
            parts.add(new Part.Text(content.textValue()));
        } else if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                parts.add(part(content.get(i), at + ".content[" + i + "]"));
            }
        } else {
            throw RejectedException.invalid(at + ".content", at + ".content must be a string or an array of parts");
        }
        return parts;
    }

    private static Part part(JsonNode part, String at) {
        JsonNode cache = cache(part);
        return switch (Json.string(part, "type", "text")) {
            case "text" -> new Part.Text(Json.string(part, "text", ""), cache);
            case "refusal" -> new Part.Text(Json.string(part, "refusal", ""), cache);
            case "image_url" -> {
                JsonNode image = part.path("image_url");
                String url = image.isTextual() ? image.textValue() : Json.string(image, "url", "");
                yield new Part.Image(Media.url(url, at + ".image_url.url"), Json.string(image, "detail"), cache, at);
            }
            case "file" -> {
                JsonNode file = part.path("file");
                String data = Json.string(file, "file_data");
                Part.Source source = data == null
                        ? new Part.FileId(Json.string(file, "file_id", ""))
                        : Media.file(Media.url(data, at + ".file.file_data"), at);
                yield new Part.Document(source, Json.string(file, "filename"), null, cache, at);
            }
            case "input_audio" -> throw RejectedException.unsupported(at, at + ": audio is not supported");
            default ->
                throw RejectedException.unsupported(
                        at + ".type", at + ".type " + Json.string(part, "type", "") + " is not supported");
        };
    }

    /** De facto {@code cache_control}, or OpenAI's own breakpoint. */
    private static @Nullable JsonNode cache(JsonNode holder) {
        JsonNode cache = Json.get(holder, "cache_control");
        if (cache == null && Json.get(holder, "prompt_cache_breakpoint") != null) {
            return Json.object().put("type", "ephemeral");
        }
        return cache;
    }

    /** A mark on the whole message is one on its last part, unless that has its own. */
    private static List<Part> cached(JsonNode message, List<Part> parts) {
        JsonNode cache = Json.get(message, "cache_control");
        if (cache != null && !parts.isEmpty()) {
            int last = parts.size() - 1;
            Part part = parts.get(last);
            if (part instanceof Part.Text text && text.cache() == null) {
                parts.set(last, new Part.Text(text.text(), cache));
            } else if (part instanceof Part.ToolCall call && call.cache() == null) {
                parts.set(
                        last,
                        new Part.ToolCall(call.id(), call.name(), call.arguments(), call.freeform(), cache, call.at()));
            } else if (part instanceof Part.Image image && image.cache() == null) {
                parts.set(last, new Part.Image(image.source(), image.detail(), cache, image.at()));
            }
        }
        return parts;
    }

    private static List<Part> assistant(JsonNode message, String at) {
        List<Part> parts = new ArrayList<>();
        List<JsonNode> blocks = Json.list(message, "thinking_blocks");
        for (JsonNode block : blocks) {
            Part.Thinking thought = Envelope.thought(block);
            if (thought != null) {
                parts.add(thought);
            }
        }
        String reasoning = Json.string(message, "reasoning_content", "");
        if (blocks.isEmpty() && !reasoning.isEmpty()) {
            parts.add(new Part.Thinking(reasoning, null));
        }
        parts.addAll(content(message, at));
        String refusal = Json.string(message, "refusal", "");
        if (!refusal.isEmpty()) {
            parts.add(new Part.Text(refusal));
        }
        Fields.reject(Json.get(message, "audio") != null, at + ".audio", "audio is not supported");
        Fields.reject(Json.get(message, "function_call") != null, at + ".function_call", "use tool_calls");
        int i = 0;
        for (JsonNode call : Json.list(message, "tool_calls")) {
            String callAt = at + ".tool_calls[" + i++ + "]";
            if (!Json.string(call, "type", "function").equals("function")) {
                throw RejectedException.unsupported(callAt + ".type", callAt + ": only function calls are supported");
            }
            JsonNode function = call.path("function");
            parts.add(new Part.ToolCall(
                    Json.string(call, "id", ""),
                    Json.string(function, "name", ""),
                    Json.string(function, "arguments", ""),
                    false,
                    cache(call),
                    callAt));
        }
        return parts;
    }

    private static Part toolResult(JsonNode message, String at) {
        JsonNode content = Json.get(message, "content");
        return new Part.ToolResult(
                Json.string(message, "tool_call_id", ""),
                content(message, at),
                content != null && content.isTextual(),
                false,
                cache(message),
                at);
    }
}
