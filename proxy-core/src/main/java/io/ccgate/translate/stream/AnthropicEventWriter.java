package io.ccgate.translate.stream;

import io.ccgate.translate.answer.AnthropicAnswer;
import io.ccgate.translate.answer.FinishWords;
import io.ccgate.translate.answer.UsageWriter;
import io.ccgate.translate.error.FailureWriter;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolIds;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.JsonScan;
import org.jspecify.annotations.Nullable;

/** Messages API streams. */
public final class AnthropicEventWriter extends EventWriter {
    private static final byte[] BLOCK_START =
            JsonScan.name("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":");
    private static final byte[] TEXT_BLOCK =
            JsonScan.name(",\"content_block\":{\"type\":\"text\",\"text\":\"\",\"citations\":null}}\n\n");
    private static final byte[] THINKING_BLOCK =
            JsonScan.name(",\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n");
    private static final byte[] BLOCK_DELTA =
            JsonScan.name("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":");
    private static final byte[] TEXT_DELTA = JsonScan.name(",\"delta\":{\"type\":\"text_delta\",\"text\":\"");
    private static final byte[] THINKING_DELTA =
            JsonScan.name(",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"");
    private static final byte[] ARGS_DELTA =
            JsonScan.name(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"");
    private static final byte[] DELTA_END = JsonScan.name("\"}}\n\n");

    private enum Open {
        NONE,
        TEXT,
        THINKING
    }

    private final ToolIds ids;
    private int index;
    private Open open = Open.NONE;

    public AnthropicEventWriter(AnswerSetting setting) {
        super(setting);
        ids = new ToolIds(setting.newId());
    }

    @Override
    protected void begin(String id) {
        out.raw("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":")
                .string(setting.id("msg_", id))
                .raw(",\"type\":\"message\",\"role\":\"assistant\",\"model\":")
                .string(setting.model())
                .raw(",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"stop_details\":null,"
                        + "\"container\":null,\"diagnostics\":null,\"usage\":")
                .tree(UsageWriter.anthropic(usage()))
                .raw("}}\n\n");
    }

    @Override
    public void text(byte[] json, int from, int to) {
        if (open != Open.TEXT) {
            out.raw(BLOCK_START).number(index).raw(TEXT_BLOCK);
            open = Open.TEXT;
        }
        delta(TEXT_DELTA, json, from, to);
    }

    @Override
    public void textEnd() {
        if (open == Open.TEXT) {
            stop();
        }
    }

    @Override
    public void refusal(byte[] json, int from, int to) {
        text(json, from, to);
    }

    @Override
    public void thinking(byte[] json, int from, int to) {
        if (!setting.wishes().thoughtText()) {
            return;
        }
        openThinking();
        delta(THINKING_DELTA, json, from, to);
    }

    private void openThinking() {
        if (open != Open.THINKING) {
            textEnd();
            out.raw(BLOCK_START).number(index).raw(THINKING_BLOCK);
            open = Open.THINKING;
        }
    }

    @Override
    public void thinkingEnd(@Nullable Seal seal) {
        if (open == Open.THINKING || (seal != null && setting.wishes().thoughts())) {
            openThinking();
            out.raw(BLOCK_DELTA)
                    .number(index)
                    .raw(",\"delta\":{\"type\":\"signature_delta\",\"signature\":")
                    .string(AnthropicAnswer.signature(seal))
                    .raw("}}\n\n");
            stop();
        }
    }

    @Override
    public void sealed(Seal seal) {
        if (seal.kind() != Seal.Kind.ANTHROPIC_REDACTED) {
            thinkingEnd(seal);
        } else if (setting.wishes().thoughts()) {
            textEnd();
            out.raw(BLOCK_START)
                    .number(index)
                    .raw(",\"content_block\":{\"type\":\"redacted_thinking\",\"data\":")
                    .string(seal.value())
                    .raw("}}\n\n");
            stop();
        }
    }

    @Override
    public void toolStart(String id, String name) {
        textEnd();
        out.raw(BLOCK_START)
                .number(index)
                .raw(",\"content_block\":{\"type\":\"tool_use\",\"id\":")
                .string(ids.next(id))
                .raw(",\"name\":")
                .string(name)
                .raw(",\"input\":{},\"caller\":{\"type\":\"direct\"}}}\n\n");
    }

    @Override
    public void toolArgs(byte[] json, int from, int to) {
        delta(ARGS_DELTA, json, from, to);
    }

    @Override
    public void toolEnd() {
        stop();
    }

    private void delta(byte[] kind, byte[] json, int from, int to) {
        out.raw(BLOCK_DELTA).number(index).raw(kind).raw(json, from, to).raw(DELTA_END);
    }

    private void stop() {
        out.raw("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":")
                .number(index)
                .raw("}\n\n");
        index++;
        open = Open.NONE;
    }

    @Override
    protected void finished() {
        textEnd();
    }

    @Override
    protected void terminal() {
        out.raw("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":")
                .string(FinishWords.toAnthropic(finish().reason()))
                .raw(",\"stop_sequence\":")
                .raw(stopSequence())
                .raw(",\"stop_details\":")
                .raw(stopDetails())
                .raw(",\"container\":null},\"usage\":")
                .tree(UsageWriter.anthropicDelta(usage()))
                .raw("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    private byte[] stopSequence() {
        String sequence = finish().stopSequence();
        JsonOut json = new JsonOut(16);
        return (sequence == null ? json.raw("null") : json.string(sequence)).toBytes();
    }

    private byte[] stopDetails() {
        String explanation = finish().explanation();
        JsonOut json = new JsonOut(16);
        return (explanation == null
                        ? json.raw("null")
                        : json.raw("{\"type\":\"refusal\",\"category\":null,\"explanation\":")
                                .string(explanation)
                                .raw("}"))
                .toBytes();
    }

    @Override
    protected void error(Failure reason) {
        out.raw("event: error\ndata: ")
                .tree(FailureWriter.anthropicEvent(reason))
                .raw("\n\n");
    }

    @Override
    public void ping() {
        if (started()) {
            out.raw("event: ping\ndata: {\"type\":\"ping\"}\n\n");
        }
    }
}
