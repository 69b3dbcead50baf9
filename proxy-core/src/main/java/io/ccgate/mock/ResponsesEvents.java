package io.ccgate.mock;

import static io.ccgate.mock.Json.array;
import static io.ccgate.mock.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The events of one Responses stream: numbered without gaps, every item opened, filled and closed. */
final class ResponsesEvents {
    private final ObjectNode response;
    private final List<String> events = new ArrayList<>();
    private int output;

    ResponsesEvents(ObjectNode response) {
        this.response = response;
        whole("response.created");
        whole("response.in_progress");
    }

    private void whole(String type) {
        ObjectNode data = object();
        data.set("response", response.deepCopy());
        add(type, data);
    }

    private void add(String type, ObjectNode rest) {
        ObjectNode data = object().put("type", type).put("sequence_number", events.size());
        data.setAll(rest);
        events.add(Json.event(type, data));
    }

    /** All events of one finished item. */
    void item(ObjectNode item, List<String> textDeltas) {
        ObjectNode opening = item.deepCopy();
        if (opening.has("status")) {
            opening.put("status", "in_progress");
        }
        switch (item.path("type").asText()) {
            case "message" -> {
                opening.set("content", array());
                itemEvent("response.output_item.added", opening);
                text(item, textDeltas);
            }
            case "reasoning" -> {
                opening.set("summary", array());
                itemEvent("response.output_item.added", opening);
                summary(item);
            }
            case "function_call" -> {
                itemEvent("response.output_item.added", opening.put("arguments", ""));
                input(item, "arguments", "response.function_call_arguments");
            }
            default -> {
                itemEvent("response.output_item.added", opening.put("input", ""));
                input(item, "input", "response.custom_tool_call_input");
            }
        }
        itemEvent("response.output_item.done", item);
        output++;
    }

    private void itemEvent(String type, ObjectNode item) {
        ObjectNode data = object().put("output_index", output);
        data.set("item", item);
        add(type, data);
    }

    private void text(ObjectNode item, List<String> deltas) {
        JsonNode part = item.path("content").get(0);
        ObjectNode empty = part.deepCopy();
        add("response.content_part.added", withPart(inContent(item), empty.put("text", "")));
        for (String piece : deltas) {
            ObjectNode delta = inContent(item).put("delta", piece);
            delta.set("logprobs", array());
            add("response.output_text.delta", delta);
        }
        ObjectNode done = inContent(item).put("text", part.path("text").asText());
        done.set("logprobs", array());
        add("response.output_text.done", done);
        add("response.content_part.done", withPart(inContent(item), part));
    }

    private ObjectNode inItem(ObjectNode item) {
        return object().put("item_id", item.path("id").asText()).put("output_index", output);
    }

    private ObjectNode inContent(ObjectNode item) {
        return inItem(item).put("content_index", 0);
    }

    private static ObjectNode withPart(ObjectNode data, JsonNode part) {
        data.set("part", part);
        return data;
    }

    private void summary(ObjectNode item) {
        for (JsonNode part : item.path("summary")) {
            ObjectNode empty = part.deepCopy();
            String text = part.path("text").asText();
            add("response.reasoning_summary_part.added", withPart(inSummary(item), empty.put("text", "")));
            for (String piece : Prose.split(text)) {
                add("response.reasoning_summary_text.delta", inSummary(item).put("delta", piece));
            }
            add("response.reasoning_summary_text.done", inSummary(item).put("text", text));
            add("response.reasoning_summary_part.done", withPart(inSummary(item), part));
        }
    }

    private ObjectNode inSummary(ObjectNode item) {
        return inItem(item).put("summary_index", 0);
    }

    private void input(ObjectNode item, String field, String event) {
        for (String piece : AnthropicDialect.halves(item.path(field).asText())) {
            add(event + ".delta", inItem(item).put("delta", piece));
        }
        ObjectNode done = inItem(item).put(field, item.path(field).asText());
        add(event + ".done", done.put("name", item.path("name").asText()));
    }

    List<String> finish(Reply reply, List<ObjectNode> items) {
        ResponsesDialect.finish(response, reply, items);
        whole("response." + response.path("status").asText());
        return events;
    }
}
