package io.ccgate.translate.stream;

import io.ccgate.translate.answer.FinishWords;
import io.ccgate.translate.answer.GeminiAnswer;
import io.ccgate.translate.answer.UsageWriter;
import io.ccgate.translate.error.FailureWriter;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolArguments;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.translate.wire.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gemini streams: server-sent events, or one growing JSON array for clients that did not ask for {@code alt=sse}. Function calls
 * come whole. Never sends comments: Gemini CLI takes them for broken JSON.
 */
public final class GeminiEventWriter extends EventWriter {
    private static final byte[] PART = JsonScan.name("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{");
    private static final byte[] TEXT = JsonScan.name("\"text\":\"");
    private static final byte[] QUOTE = JsonScan.name("\"");
    private static final byte[] PART_END = JsonScan.name("}]},\"index\":0}");
    private static final byte[] EVENT = JsonScan.name("data: ");
    private static final byte[] EVENT_END = JsonScan.name("\n\n");

    private final boolean sse;
    private final JsonOut tail = new JsonOut(128);
    private final JsonOut thought = new JsonOut(64);
    private final JsonOut arguments = new JsonOut(256);
    private final List<Part.Thinking> unsent = new ArrayList<>();
    private String callId = "";
    private String callName = "";
    private boolean first = true;

    public GeminiEventWriter(AnswerSetting setting) {
        super(setting);
        sse = setting.wishes().sse();
    }

    @Override
    protected void begin(String id) {
        tail.raw(",\"modelVersion\":")
                .string(setting.model())
                .raw(",\"responseId\":")
                .string(id.isEmpty() ? setting.newId().get() : id)
                .raw("}");
    }

    private JsonOut chunk() {
        if (sse) {
            return out.raw(EVENT);
        }
        out.raw(first ? "[" : ",\r\n");
        first = false;
        return out;
    }

    private void chunkEnd() {
        out.raw(tail);
        if (sse) {
            out.raw(EVENT_END);
        }
    }

    @Override
    public void text(byte[] json, int from, int to) {
        chunk().raw(PART).raw(TEXT).raw(json, from, to).raw(QUOTE).raw(PART_END).raw("]");
        chunkEnd();
    }

    @Override
    public void textEnd() {}

    @Override
    public void refusal(byte[] json, int from, int to) {
        text(json, from, to);
    }

    @Override
    public void thinking(byte[] json, int from, int to) {
        thought.raw(json, from, to);
        if (setting.wishes().thoughtText()) {
            chunk().raw(PART)
                    .raw(TEXT)
                    .raw(json, from, to)
                    .raw("\",\"thought\":true")
                    .raw(PART_END)
                    .raw("]");
            chunkEnd();
        }
    }

    @Override
    public void thinkingEnd(@Nullable Seal seal) {
        if (seal != null) {
            unsent.add(new Part.Thinking(JsonStrings.decode(thought.array(), 0, thought.length()), seal));
        }
        thought.clear();
    }

    @Override
    public void sealed(Seal seal) {
        unsent.add(new Part.Thinking("", seal));
    }

    @Override
    public void toolStart(String id, String name) {
        callId = id.isEmpty() ? "call_" + setting.newId().get() : id;
        callName = name;
        arguments.clear();
    }

    @Override
    public void toolArgs(byte[] json, int from, int to) {
        arguments.raw(json, from, to);
    }

    @Override
    public void toolEnd() {
        String args = JsonStrings.decode(arguments.array(), 0, arguments.length());
        chunk().raw(PART)
                .raw("\"functionCall\":{\"id\":")
                .string(callId)
                .raw(",\"name\":")
                .string(callName)
                .raw(",\"args\":")
                .tree(ToolArguments.object(args))
                .raw("}");
        if (!unsent.isEmpty()) {
            out.raw(",\"thoughtSignature\":").string(GeminiAnswer.signature(unsent));
            unsent.clear();
        }
        out.raw(PART_END).raw("]");
        chunkEnd();
    }

    @Override
    protected void terminal() {
        chunk().raw(PART).raw("\"text\":\"\"}]},\"finishReason\":\"").raw(FinishWords.toGemini(finish().reason()));
        String explanation = finish().explanation();
        if (explanation != null) {
            out.raw("\",\"finishMessage\":").string(explanation).raw(",\"index\":0}]");
        } else {
            out.raw("\",\"index\":0}]");
        }
        out.raw(",\"usageMetadata\":").tree(UsageWriter.gemini(usage()));
        chunkEnd();
        if (!sse) {
            out.raw("]");
        }
    }

    @Override
    protected void error(Failure reason) {
        chunk().tree(FailureWriter.gemini(reason).body())
                .raw(sse ? EVENT_END : "]".getBytes(StandardCharsets.US_ASCII));
    }
}
