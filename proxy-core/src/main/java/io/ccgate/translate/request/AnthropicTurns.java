package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assembles turns by the Messages API's rules: roles merge, results of tools stand first in the user message right after
 * their calls, blank text disappears, system messages stand only where they may.
 */
final class AnthropicTurns {

    /** A message in the making. */
    private static final class Message {
        final String role;
        final Map<String, ObjectNode> results = new LinkedHashMap<>();
        final List<ObjectNode> blocks = new ArrayList<>();
        final Map<String, String> calls = new LinkedHashMap<>();

        Message(String role) {
            this.role = role;
        }
    }

    private final Target target;
    private final List<Message> messages = new ArrayList<>();
    private final List<Part.Text> hoisted = new ArrayList<>();
    private final List<Part> waitingSystem = new ArrayList<>();

    private AnthropicTurns(Target target) {
        this.target = target;
    }

    static AnthropicTurns assemble(Conversation conversation, Target target) {
        AnthropicTurns turns = new AnthropicTurns(target);
        for (Turn turn : conversation.turns()) {
            turns.turn(turn);
        }
        turns.placeSystem();
        turns.check();
        return turns;
    }

    /** System texts that the model cannot take in place. */
    List<Part.Text> hoisted() {
        return hoisted;
    }

    private void turn(Turn turn) {
        switch (turn.role()) {
            case SYSTEM -> system(turn.parts());
            case USER -> turn.parts().forEach(this::user);
            case ASSISTANT -> turn.parts().forEach(this::assistant);
        }
    }

    private void system(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Text text && !text.text().isBlank()) {
                if (target.traits().midSystem()) {
                    waitingSystem.add(text);
                } else {
                    hoisted.add(text);
                }
            }
        }
        if (lastRole().equals("user") && openCalls().isEmpty()) {
            placeSystem();
        }
    }

    private String lastRole() {
        return messages.isEmpty() ? "" : messages.get(messages.size() - 1).role;
    }

    /** System messages stand directly after a user turn; at the end of the list that is after the last one. */
    private void placeSystem() {
        int at = messages.size();
        while (at > 0 && !messages.get(at - 1).role.equals("user")) {
            at--;
        }
        if (waitingSystem.isEmpty() || at == 0) {
            return;
        }
        Message system = new Message("system");
        waitingSystem.forEach(part -> add(system, part));
        waitingSystem.clear();
        messages.add(at, system);
    }

    private Message message(String role) {
        if (!lastRole().equals(role)) {
            if (lastRole().equals("user")) {
                placeSystem();
            }
            messages.add(new Message(role));
        }
        return messages.get(messages.size() - 1);
    }

    private void assistant(Part part) {
        if (part instanceof Part.Thinking thinking && !AnthropicThinking.isAnthropic(thinking.seal())) {
            return;
        }
        if (part instanceof Part.Text text && text.text().isBlank()) {
            moveMark(text.cache());
            return;
        }
        if (part instanceof Part.Foreign) {
            return;
        }
        Message message = message("assistant");
        if (part instanceof Part.ToolCall call) {
            String id = toolId(call.id(), call.at());
            message.calls.put(id, call.at());
        }
        add(message, part);
    }

    private void user(Part part) {
        if (part instanceof Part.ToolResult result) {
            result(result);
        } else if (part instanceof Part.Text text && text.text().isBlank()) {
            moveMark(text.cache());
        } else {
            add(message("user"), part);
        }
    }

    private void moveMark(@Nullable JsonNode cache) {
        if (cache != null && !messages.isEmpty()) {
            List<ObjectNode> blocks = messages.get(messages.size() - 1).blocks;
            if (!blocks.isEmpty()
                    && !blocks.get(blocks.size() - 1).path("type").asText().endsWith("thinking")) {
                mark(blocks.get(blocks.size() - 1), cache);
            }
        }
    }

    private void result(Part.ToolResult result) {
        String id = toolId(result.callId(), result.at());
        Message home = null;
        for (int i = messages.size() - 1; i >= 0 && home == null; i--) {
            if (messages.get(i).calls.containsKey(id)) {
                home = answerOf(i);
            }
        }
        if (home == null) {
            throw RejectedException.invalid(
                    result.at(), result.at() + ": no preceding tool call has the id " + result.callId());
        }
        ObjectNode block = Json.object().put("type", "tool_result").put("tool_use_id", id);
        content(block, result);
        if (result.error()) {
            block.put("is_error", true);
        }
        mark(block, result.cache());
        home.results.put(id, block);
    }

    /** The user message after the calls, wherever more was said since. */
    private Message answerOf(int calling) {
        for (int i = calling + 1; i < messages.size(); i++) {
            if (messages.get(i).role.equals("user")) {
                return messages.get(i);
            }
        }
        return message("user");
    }

    private void content(ObjectNode block, Part.ToolResult result) {
        if (result.plain() && result.content().size() == 1 && result.content().get(0) instanceof Part.Text text) {
            if (!text.text().isEmpty()) {
                block.put("content", text.text());
            }
            return;
        }
        ArrayNode content = Json.array();
        for (Part part : result.content()) {
            boolean blank = part instanceof Part.Text text && text.text().isBlank();
            if (!blank) {
                content.add(AnthropicBlocksWriter.block(part, target));
            }
        }
        if (!content.isEmpty()) {
            block.set("content", content);
        }
    }

    private static String toolId(String id, String at) {
        if (id.isEmpty()) {
            throw RejectedException.invalid(at, at + ": the tool call's id is missing");
        }
        return ToolNames.anthropicId(id);
    }

    private void add(Message message, Part part) {
        if (part instanceof Part.ToolCall call) {
            ObjectNode block = Json.object()
                    .put("type", "tool_use")
                    .put("id", ToolNames.anthropicId(call.id()))
                    .put("name", target.names().target(call.name()));
            block.set(
                    "input",
                    call.freeform()
                            ? Json.object().put(Tool.INPUT, call.arguments())
                            : ToolArguments.object(call.arguments()));
            mark(block, call.cache());
            message.blocks.add(block);
        } else {
            message.blocks.add(AnthropicBlocksWriter.block(part, target));
        }
    }

    static void mark(ObjectNode block, @Nullable JsonNode cache) {
        if (cache != null) {
            block.set("cache_control", cache);
        }
    }

    private List<String> openCalls() {
        List<String> open = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Map<String, String> calls = messages.get(i).calls;
            if (!calls.isEmpty()) {
                List<String> unanswered = new ArrayList<>(calls.keySet());
                for (int j = i + 1; j < messages.size(); j++) {
                    unanswered.removeAll(messages.get(j).results.keySet());
                }
                open.addAll(unanswered);
            }
        }
        return open;
    }

    private void check() {
        if (messages.isEmpty()) {
            String field = Field.TURNS.path(target.client());
            throw RejectedException.invalid(field, field + ": at least one message with content is needed");
        }
        Message last = messages.get(messages.size() - 1);
        List<String> open = openCalls();
        open.removeAll(last.calls.keySet());
        if (!open.isEmpty()) {
            throw RejectedException.invalid(
                    "messages", "messages: these tool calls have no result: " + String.join(", ", open));
        }
        if (last.role.equals("assistant") && !last.blocks.isEmpty()) {
            ObjectNode text = last.blocks.get(last.blocks.size() - 1);
            if (text.path("type").asText().equals("text")) {
                text.put("text", text.path("text").asText().stripTrailing());
            }
        }
    }

    ArrayNode messages() {
        ArrayNode out = Json.array();
        for (Message message : messages) {
            ObjectNode written = out.addObject().put("role", message.role);
            ArrayNode content = written.putArray("content");
            message.results.values().forEach(content::add);
            message.blocks.forEach(content::add);
        }
        return out;
    }
}
