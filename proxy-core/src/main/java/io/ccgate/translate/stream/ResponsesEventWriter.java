package io.ccgate.translate.stream;

import io.ccgate.translate.answer.ResponsesShape;
import io.ccgate.translate.error.FailureWriter;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.ClientWishes.ToolFace;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.translate.wire.JsonStrings;
import org.jspecify.annotations.Nullable;

/**
 * Responses API streams. Keeps the whole answer, for the last event repeats it. An item is closed only when the next one or the end
 * has come, because only then its status is known.
 */
public final class ResponsesEventWriter extends EventWriter {
    private static final byte[] TEXT_DELTA =
            JsonScan.name("event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",");
    private static final byte[] ARGUMENTS_DELTA = JsonScan.name(
            "event: response.function_call_arguments.delta\ndata: {\"type\":\"response.function_call_arguments.delta\",");
    private static final byte[] SUMMARY_DELTA = JsonScan.name(
            "event: response.reasoning_summary_text.delta\ndata: {\"type\":\"response.reasoning_summary_text.delta\",");

    private enum Item {
        NONE,
        MESSAGE,
        REASONING,
        CALL
    }

    private enum ContentPart {
        NONE,
        TEXT,
        REFUSAL
    }

    private final String itemBase;
    private final JsonOut output = new JsonOut(512);
    private final JsonOut content = new JsonOut(256);
    /** The open part's text, thought or arguments, still escaped. */
    private final JsonOut body = new JsonOut(512);

    private String id = "";
    private long sequence;
    private int outputIndex;
    private int contentIndex;
    private Item item = Item.NONE;
    private ContentPart part = ContentPart.NONE;
    private boolean summary;
    private String itemId = "";
    private String callId = "";
    private ToolFace face = new ToolFace("", "", false);

    public ResponsesEventWriter(AnswerSetting setting) {
        super(setting);
        itemBase = setting.newId().get();
    }

    @Override
    protected void begin(String upstreamId) {
        id = setting.id("resp_", upstreamId);
        response("response.created", "in_progress", null);
        response("response.in_progress", "in_progress", null);
    }

    private void response(String event, String status, @Nullable Failure failure) {
        event(event).raw(",\"response\":");
        boolean inProgress = status.equals("in_progress");
        ResponsesShape.response(
                out,
                id,
                setting.createdSeconds(),
                status,
                failure == null ? null : FailureWriter.responsesError(failure),
                inProgress || failure != null ? null : finish(),
                setting.model(),
                output,
                setting.wishes().echo(),
                inProgress ? null : usage());
        out.raw("}\n\n");
    }

    private JsonOut event(String type) {
        return out.raw("event: ")
                .raw(type)
                .raw("\ndata: {\"type\":\"")
                .raw(type)
                .raw("\",\"sequence_number\":")
                .number(sequence++);
    }

    private JsonOut itemEvent(String type) {
        return event(type)
                .raw(",\"item_id\":\"")
                .raw(itemId)
                .raw("\",\"output_index\":")
                .number(outputIndex);
    }

    private void delta(byte[] event, String place, byte[] json, int from, int to) {
        body.raw(json, from, to);
        out.raw(event)
                .raw("\"sequence_number\":")
                .number(sequence++)
                .raw(",\"item_id\":\"")
                .raw(itemId)
                .raw("\",\"output_index\":")
                .number(outputIndex)
                .raw(place)
                .raw(json, from, to)
                .raw("\"");
    }

    @Override
    public void text(byte[] json, int from, int to) {
        openPart(ContentPart.TEXT);
        delta(TEXT_DELTA, contentIndex == 0 ? ",\"content_index\":0,\"delta\":\"" : place(), json, from, to);
        out.raw(",\"logprobs\":[]}\n\n");
    }

    private String place() {
        return ",\"content_index\":" + contentIndex + ",\"delta\":\"";
    }

    /** The next block may be text again, and belongs into the same message then. */
    @Override
    public void textEnd() {}

    @Override
    public void refusal(byte[] json, int from, int to) {
        openPart(ContentPart.REFUSAL);
        body.raw(json, from, to);
        itemEvent("response.refusal.delta").raw(place()).raw(json, from, to).raw("\"}\n\n");
    }

    private void openPart(ContentPart kind) {
        if (item != Item.MESSAGE) {
            closeItem("completed");
            open(Item.MESSAGE, "msg_");
            content.clear();
            contentIndex = 0;
            added();
            ResponsesShape.message(out, itemId, "in_progress", content);
            out.raw("}\n\n");
        }
        if (part != kind) {
            closePart();
            part = kind;
            partEvent("response.content_part.added");
        }
    }

    private void open(Item kind, String prefix) {
        item = kind;
        itemId = prefix + itemBase + outputIndex;
        body.clear();
    }

    private void added() {
        event("response.output_item.added")
                .raw(",\"output_index\":")
                .number(outputIndex)
                .raw(",\"item\":");
    }

    private void partEvent(String type) {
        itemEvent(type).raw(",\"content_index\":").number(contentIndex).raw(",\"part\":");
        part(out);
        out.raw("}\n\n");
    }

    private void part(JsonOut target) {
        if (part == ContentPart.TEXT) {
            ResponsesShape.textPart(target, body);
        } else {
            ResponsesShape.refusalPart(target, body);
        }
    }

    private void closePart() {
        if (part == ContentPart.NONE) {
            return;
        }
        boolean text = part == ContentPart.TEXT;
        itemEvent(text ? "response.output_text.done" : "response.refusal.done")
                .raw(",\"content_index\":")
                .number(contentIndex)
                .raw(text ? ",\"text\":\"" : ",\"refusal\":\"")
                .raw(body)
                .raw(text ? "\",\"logprobs\":[]}\n\n" : "\"}\n\n");
        partEvent("response.content_part.done");
        content.raw(contentIndex == 0 ? "" : ",");
        part(content);
        contentIndex++;
        part = ContentPart.NONE;
        body.clear();
    }

    @Override
    public void thinking(byte[] json, int from, int to) {
        openReasoning();
        if (!summary) {
            summary = true;
            itemEvent("response.reasoning_summary_part.added")
                    .raw(",\"summary_index\":0,\"part\":{\"type\":\"summary_text\",\"text\":\"\"}}\n\n");
        }
        delta(SUMMARY_DELTA, ",\"summary_index\":0,\"delta\":\"", json, from, to);
        out.raw("}\n\n");
    }

    private void openReasoning() {
        if (item != Item.REASONING) {
            closeItem("completed");
            open(Item.REASONING, "rs_");
            added();
            ResponsesShape.reasoning(out, itemId, "", null);
            out.raw("}\n\n");
        }
    }

    @Override
    public void thinkingEnd(@Nullable Seal seal) {
        openReasoning();
        if (summary) {
            summary = false;
            itemEvent("response.reasoning_summary_text.done")
                    .raw(",\"summary_index\":0,\"text\":\"")
                    .raw(body)
                    .raw("\"}\n\n");
            itemEvent("response.reasoning_summary_part.done")
                    .raw(",\"summary_index\":0,\"part\":{\"type\":\"summary_text\",\"text\":\"")
                    .raw(body)
                    .raw("\"}}\n\n");
        }
        Part.Thinking thought = new Part.Thinking(JsonStrings.decode(body.array(), 0, body.length()), seal);
        JsonOut whole = new JsonOut(256);
        ResponsesShape.reasoning(whole, itemId, thought.text(), ResponsesShape.encrypted(thought));
        done(whole);
    }

    @Override
    public void sealed(Seal seal) {
        thinkingEnd(seal);
    }

    @Override
    public void toolStart(String upstreamId, String name) {
        closeItem("completed");
        ToolFace known = setting.wishes().tools().get(name);
        face = known == null ? new ToolFace("", name, false) : known;
        callId = upstreamId.isEmpty() ? "call_" + setting.newId().get() : upstreamId;
        open(Item.CALL, face.freeform() ? "ctc_" : "fc_");
        added();
        ResponsesShape.call(out, itemId, callId, face, body, "in_progress");
        out.raw("}\n\n");
    }

    @Override
    public void toolArgs(byte[] json, int from, int to) {
        if (face.freeform()) {
            // The free text stands inside a JSON object here, so it is known only when that is whole.
            body.raw(json, from, to);
            return;
        }
        delta(ARGUMENTS_DELTA, ",\"delta\":\"", json, from, to);
        out.raw("}\n\n");
    }

    @Override
    public void toolEnd() {}

    private void closeCall(String status) {
        if (face.freeform()) {
            String input = ToolArguments.freeform(JsonStrings.decode(body.array(), 0, body.length()));
            body.clear();
            body.content(input);
            itemEvent("response.custom_tool_call_input.delta")
                    .raw(",\"delta\":\"")
                    .raw(body)
                    .raw("\"}\n\n");
            itemEvent("response.custom_tool_call_input.done")
                    .raw(",\"input\":\"")
                    .raw(body)
                    .raw("\"}\n\n");
        } else {
            body.raw(body.length() == 0 ? "{}" : "");
            itemEvent("response.function_call_arguments.done")
                    .raw(",\"name\":")
                    .string(face.name())
                    .raw(",\"arguments\":\"")
                    .raw(body)
                    .raw("\"}\n\n");
        }
        JsonOut whole = new JsonOut(body.length() + 256);
        ResponsesShape.call(whole, itemId, callId, face, body, status);
        done(whole);
    }

    private void closeItem(String status) {
        switch (item) {
            case MESSAGE -> {
                closePart();
                JsonOut whole = new JsonOut(content.length() + 256);
                ResponsesShape.message(whole, itemId, status, content);
                done(whole);
            }
            case REASONING -> thinkingEnd(null);
            case CALL -> closeCall(status);
            case NONE -> {}
        }
    }

    private void done(JsonOut whole) {
        event("response.output_item.done")
                .raw(",\"output_index\":")
                .number(outputIndex)
                .raw(",\"item\":")
                .raw(whole)
                .raw("}\n\n");
        output.raw(outputIndex == 0 ? "" : ",").raw(whole);
        outputIndex++;
        item = Item.NONE;
        body.clear();
    }

    @Override
    protected void finished() {
        String explanation = finish().explanation();
        if (explanation != null) {
            byte[] escaped = new JsonOut(64).content(explanation).toBytes();
            refusal(escaped, 0, escaped.length);
        }
        closeItem(finish().cut() ? "incomplete" : "completed");
    }

    @Override
    protected void terminal() {
        boolean cut = finish().cut();
        response(cut ? "response.incomplete" : "response.completed", cut ? "incomplete" : "completed", null);
    }

    @Override
    protected void error(Failure reason) {
        response("response.failed", "failed", reason);
    }

    @Override
    public void ping() {
        if (started()) {
            out.raw(": ping\n\n");
        }
    }
}
