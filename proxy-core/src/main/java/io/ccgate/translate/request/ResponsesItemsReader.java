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
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The instructions and input items of a Responses request. */
final class ResponsesItemsReader {
    private final ResponsesTools tools;
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    private ResponsesItemsReader(ResponsesTools tools) {
        this.tools = tools;
    }

    static ResponsesItemsReader read(ObjectNode body, ResponsesTools tools) {
        ResponsesItemsReader reader = new ResponsesItemsReader(tools);
        String instructions = Json.string(body, "instructions", "");
        if (!instructions.isEmpty()) {
            reader.system.add(new Part.Text(instructions));
        }
        JsonNode input = Json.get(body, "input");
        if (input != null && input.isTextual()) {
            reader.turns.add(new Turn(Turn.Role.USER, List.of(new Part.Text(input.textValue()))));
        }
        int i = 0;
        for (JsonNode item : Json.list(body, "input")) {
            reader.item(item, "input[" + i++ + "]");
        }
        return reader;
    }

    List<Part.Text> system() {
        return system;
    }

    List<Turn> turns() {
        return turns;
    }

    private void item(JsonNode item, String at) {
        String type = Json.string(item, "type", "message");
        switch (type) {
            case "message" -> message(item, at);
            case "function_call" -> call(item, Json.string(item, "arguments", ""), false, at);
            case "custom_tool_call" -> call(item, Json.string(item, "input", ""), true, at);
            case "function_call_output", "custom_tool_call_output" -> output(item, at);
            case "reasoning" -> reasoning(item);
            case "additional_tools" -> {
                int i = 0;
                for (JsonNode tool : Json.list(item, "tools")) {
                    tools.addLater(tool, at + ".tools[" + i++ + "]");
                }
            }
            case "web_search_call",
                    "file_search_call",
                    "code_interpreter_call",
                    "image_generation_call",
                    "tool_search_call",
                    "tool_search_output" -> {}
            default ->
                throw RejectedException.unsupported(
                        at + ".type", at + ".type " + type + " refers to OpenAI's servers and cannot be translated");
        }
    }

    private void message(JsonNode item, String at) {
        List<Part> parts = content(item.get("content"), at + ".content");
        switch (Json.string(item, "role", "")) {
            case "user" -> turns.add(new Turn(Turn.Role.USER, parts));
            case "assistant" -> turns.add(new Turn(Turn.Role.ASSISTANT, parts));
            case "system", "developer" -> systemMessage(parts, at);
            default ->
                throw RejectedException.invalid(
                        at + ".role", at + ".role must be user, assistant, system or developer");
        }
    }

    private void systemMessage(List<Part> parts, String at) {
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

    private static List<Part> content(@Nullable JsonNode content, String at) {
        List<Part> parts = new ArrayList<>();
        if (content != null && content.isTextual()) {
            parts.add(new Part.Text(content.textValue()));
        } else if (content != null) {
            for (int i = 0; i < content.size(); i++) {
                parts.add(part(content.get(i), at + "[" + i + "]"));
            }
        }
        return parts;
    }

    private static Part part(JsonNode part, String at) {
        String type = Json.string(part, "type", "");
        return switch (type) {
            case "input_text", "output_text", "text", "summary_text" -> new Part.Text(Json.string(part, "text", ""));
            case "refusal" -> new Part.Text(Json.string(part, "refusal", ""));
            case "input_image" -> {
                String url = Json.string(part, "image_url");
                Part.Source source = url == null
                        ? new Part.FileId(Json.string(part, "file_id", ""))
                        : Media.url(url, at + ".image_url");
                yield new Part.Image(source, Json.string(part, "detail"), null, at);
            }
            case "input_file" -> {
                String data = Json.string(part, "file_data");
                String url = Json.string(part, "file_url");
                Part.Source source;
                if (data != null) {
                    source = Media.file(Media.url(data, at + ".file_data"), at);
                } else {
                    source = url == null ? new Part.FileId(Json.string(part, "file_id", "")) : new Part.Url(url);
                }
                yield new Part.Document(source, Json.string(part, "filename"), null, null, at);
            }
            case "input_audio" -> throw RejectedException.unsupported(at, at + ": audio is not supported");
            default -> throw RejectedException.unsupported(at + ".type", at + ".type " + type + " is not supported");
        };
    }

    private void call(JsonNode item, String arguments, boolean freeform, String at) {
        Part call = new Part.ToolCall(
                Json.string(item, "call_id", ""), ResponsesTools.name(item), arguments, freeform, null, at);
        turns.add(new Turn(Turn.Role.ASSISTANT, List.of(call)));
    }

    private void output(JsonNode item, String at) {
        JsonNode output = Json.get(item, "output");
        List<Part> parts;
        if (output != null && !output.isTextual() && !output.isArray()) {
            parts = List.of(new Part.Text(Json.text(output)));
        } else {
            parts = content(output, at + ".output");
        }
        boolean plain = output == null || !output.isArray();
        turns.add(new Turn(
                Turn.Role.USER,
                List.of(new Part.ToolResult(Json.string(item, "call_id", ""), parts, plain, false, null, at))));
    }

    private void reasoning(JsonNode item) {
        String encrypted = Json.string(item, "encrypted_content", "");
        List<Part> thoughts = new ArrayList<>();
        if (Envelope.isOurs(encrypted)) {
            thoughts.addAll(Envelope.open(encrypted));
        } else {
            StringJoiner summary = new StringJoiner("\n\n");
            Json.list(item, "summary").forEach(part -> summary.add(Json.string(part, "text", "")));
            Seal seal = encrypted.isEmpty() ? null : Seal.openAi(Json.string(item, "id", ""), encrypted);
            thoughts.add(new Part.Thinking(summary.toString(), seal));
        }
        turns.add(new Turn(Turn.Role.ASSISTANT, thoughts));
    }
}
