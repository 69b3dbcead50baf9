package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contents of a Gemini request. */
final class GeminiContentsReader {
    private static final String FILES_API = "https://generativelanguage.googleapis.com/";

    private final List<Turn> turns = new ArrayList<>();
    /** Calls of the turns so far that no response answered, oldest first: responses may lack ids. */
    private final List<Part.ToolCall> unanswered = new ArrayList<>();

    private GeminiContentsReader() {}

    static GeminiContentsReader read(ObjectNode body) {
        GeminiContentsReader reader = new GeminiContentsReader();
        JsonNode contents = Json.get(body, "contents");
        if (contents != null && contents.isTextual()) {
            reader.turns.add(new Turn(Turn.Role.USER, List.of(new Part.Text(contents.textValue()))));
        } else if (contents instanceof ObjectNode single) {
            reader.content(single, 0);
        }
        int i = 0;
        for (JsonNode content : Json.list(body, "contents")) {
            reader.content(content, i++);
        }
        return reader;
    }

    List<Turn> turns() {
        return turns;
    }

    private void content(JsonNode content, int index) {
        List<Part> parts = new ArrayList<>();
        int p = 0;
        for (JsonNode part : Json.list(content, "parts")) {
            part(part, index, p++, parts);
        }
        if (!parts.isEmpty()) {
            boolean model = Json.string(content, "role", "user").equals("model");
            turns.add(new Turn(model ? Turn.Role.ASSISTANT : Turn.Role.USER, parts));
        }
    }

    private void part(JsonNode part, int content, int index, List<Part> parts) {
        String at = "contents[" + content + "].parts[" + index + "]";
        if (Json.isTrue(part, "thought")) {
            return;
        }
        signature(GeminiRequestReader.string(part, "thoughtSignature"), parts);
        JsonNode call = GeminiRequestReader.get(part, "functionCall");
        JsonNode response = GeminiRequestReader.get(part, "functionResponse");
        JsonNode inline = GeminiRequestReader.get(part, "inlineData");
        JsonNode file = GeminiRequestReader.get(part, "fileData");
        String text = Json.string(part, "text");
        if (call != null) {
            call(call, content, index, at, parts);
        } else if (response != null) {
            parts.add(response(response, at));
        } else if (inline != null) {
            parts.add(inline(inline, at));
        } else if (file != null) {
            parts.add(file(file, at));
        } else if (text != null) {
            parts.add(new Part.Text(text));
        } else if (!part.isEmpty()) {
            String kind = part.properties().iterator().next().getKey();
            throw RejectedException.unsupported(at, at + ": " + kind + " cannot be translated for this upstream");
        }
    }

    private static void signature(@Nullable String signature, List<Part> parts) {
        if (Envelope.isOurs(signature)) {
            parts.addAll(Envelope.open(signature));
        } else if (signature != null && !signature.isEmpty()) {
            parts.add(new Part.Thinking("", Seal.gemini(signature)));
        }
    }

    /** A call without an id gets one from its place, which is the same on every turn, so caching works. */
    private void call(JsonNode call, int content, int index, String at, List<Part> parts) {
        String id = Json.string(call, "id", "");
        JsonNode args = Json.get(call, "args");
        Part.ToolCall made = new Part.ToolCall(
                id.isEmpty() ? "gm_" + content + "_" + index : id,
                Json.string(call, "name", ""),
                args == null ? "{}" : Json.text(args),
                false,
                null,
                at);
        unanswered.add(made);
        parts.add(made);
    }

    private Part response(JsonNode given, String at) {
        String id = Json.string(given, "id", "");
        String name = Json.string(given, "name", "");
        Part.ToolCall answered = null;
        for (Part.ToolCall call : unanswered) {
            if (id.isEmpty() ? call.name().equals(name) : call.id().equals(id)) {
                answered = call;
                break;
            }
        }
        if (answered == null && id.isEmpty()) {
            throw RejectedException.invalid(at, at + ": no functionCall named " + name + " is left to answer");
        }
        if (answered != null) {
            unanswered.remove(answered);
        }
        JsonNode response = given.path("response");
        JsonNode error = Json.get(response, "error");
        List<Part> content = new ArrayList<>();
        String text = text(error == null ? unwrapped(response) : error);
        if (!text.isEmpty()) {
            content.add(new Part.Text(text));
        }
        List<JsonNode> attached = Json.list(given, "parts");
        for (JsonNode part : attached) {
            JsonNode inline = GeminiRequestReader.get(part, "inlineData");
            if (inline != null) {
                content.add(inline(inline, at));
            }
        }
        return new Part.ToolResult(
                answered == null ? id : answered.id(), content, attached.isEmpty(), error != null, null, at);
    }

    /** Tools answer with an object; the usual one holds a single text. */
    private static JsonNode unwrapped(JsonNode response) {
        if (response.size() == 1) {
            JsonNode output = Json.get(response, "output");
            JsonNode result = output == null ? Json.get(response, "result") : output;
            if (result != null) {
                return result;
            }
        }
        return response;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : Json.text(value);
    }

    private static Part inline(JsonNode inline, String at) {
        String given = GeminiRequestReader.string(inline, "mimeType");
        String mime = Media.mime(given == null ? "" : given);
        Part.Base64 bytes = new Part.Base64(mime, Json.string(inline, "data", ""));
        if (mime.startsWith("image/")) {
            return new Part.Image(bytes, null, null, at);
        }
        if (mime.startsWith("audio/") || mime.startsWith("video/")) {
            throw RejectedException.unsupported(at, at + ": " + mime + " is not supported by this upstream");
        }
        return new Part.Document(Media.file(bytes, at), null, null, null, at);
    }

    private static Part file(JsonNode file, String at) {
        String uri = GeminiRequestReader.string(file, "fileUri");
        String mime = GeminiRequestReader.string(file, "mimeType");
        if (uri == null || !uri.startsWith("http") || uri.startsWith(FILES_API)) {
            throw RejectedException.unsupported(at, at + ": files stored at Google are not seen by this upstream");
        }
        return mime != null && mime.startsWith("image/")
                ? new Part.Image(new Part.Url(uri), null, null, at)
                : new Part.Document(new Part.Url(uri), null, null, null, at);
    }
}
