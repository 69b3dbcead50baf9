package io.ccgate.translate.stream;

import io.ccgate.translate.answer.FinishWords;
import io.ccgate.translate.answer.UsageWriter;
import io.ccgate.translate.error.FailureWriter;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.translate.wire.JsonStrings;
import org.jspecify.annotations.Nullable;

/** Chat Completions streams. Every chunk repeats the same head, which is made once. */
public final class ChatEventWriter extends EventWriter {
    private static final byte[] DELTA = JsonScan.name("\"choices\":[{\"index\":0,\"delta\":{");
    private static final byte[] CONTENT = JsonScan.name("\"content\":\"");
    private static final byte[] REASONING = JsonScan.name("\"reasoning_content\":\"");
    private static final byte[] REFUSAL = JsonScan.name("\"refusal\":\"");
    private static final byte[] TOOL = JsonScan.name("\"tool_calls\":[{\"index\":");
    private static final byte[] ARGUMENTS = JsonScan.name(",\"function\":{\"arguments\":\"");
    private static final byte[] ARGUMENTS_END = JsonScan.name("\"}}]");
    private static final byte[] QUOTE = JsonScan.name("\"");
    private static final byte[] UNFINISHED = JsonScan.name("},\"logprobs\":null,\"finish_reason\":null}]");

    private final JsonOut head = new JsonOut(256);
    private final JsonOut thought = new JsonOut(64);
    private final byte[] tail;
    private int calls;
    private boolean sawArgs;

    public ChatEventWriter(AnswerSetting setting) {
        super(setting);
        tail = JsonScan.name(setting.wishes().usageInStream() ? ",\"usage\":null}\n\n" : "}\n\n");
    }

    @Override
    protected void begin(String id) {
        head.raw("data: {\"id\":")
                .string(setting.id("chatcmpl-", id))
                .raw(",\"object\":\"chat.completion.chunk\",\"created\":")
                .number(setting.createdSeconds())
                .raw(",\"model\":")
                .string(setting.model())
                .raw(",");
        delta().raw("\"role\":\"assistant\",\"content\":\"\"");
        close();
    }

    private JsonOut delta() {
        return out.raw(head).raw(DELTA);
    }

    private void close() {
        out.raw(UNFINISHED).raw(tail);
    }

    private void string(byte[] name, byte[] json, int from, int to) {
        delta().raw(name).raw(json, from, to).raw(QUOTE);
        close();
    }

    @Override
    public void text(byte[] json, int from, int to) {
        string(CONTENT, json, from, to);
    }

    @Override
    public void textEnd() {}

    @Override
    public void refusal(byte[] json, int from, int to) {
        string(REFUSAL, json, from, to);
    }

    @Override
    public void thinking(byte[] json, int from, int to) {
        thought.raw(json, from, to);
        string(REASONING, json, from, to);
    }

    @Override
    public void thinkingEnd(@Nullable Seal seal) {
        if (seal != null) {
            block(new Part.Thinking(JsonStrings.decode(thought.array(), 0, thought.length()), seal));
        }
        thought.clear();
    }

    @Override
    public void sealed(Seal seal) {
        block(new Part.Thinking("", seal));
    }

    /** The whole block, which clients echo so that the next turn may replay it. */
    private void block(Part.Thinking thinking) {
        delta().raw("\"thinking_blocks\":[").tree(Envelope.block(thinking)).raw("]");
        close();
    }

    @Override
    public void toolStart(String id, String name) {
        sawArgs = false;
        delta().raw(TOOL)
                .number(calls)
                .raw(",\"id\":")
                .string(id.isEmpty() ? "call_" + setting.newId().get() : id)
                .raw(",\"type\":\"function\",\"function\":{\"name\":")
                .string(name)
                .raw(",\"arguments\":\"")
                .raw(ARGUMENTS_END);
        close();
    }

    @Override
    public void toolArgs(byte[] json, int from, int to) {
        sawArgs = true;
        delta().raw(TOOL).number(calls).raw(ARGUMENTS).raw(json, from, to).raw(ARGUMENTS_END);
        close();
    }

    @Override
    public void toolEnd() {
        if (!sawArgs) {
            byte[] none = {'{', '}'};
            toolArgs(none, 0, none.length);
        }
        calls++;
    }

    @Override
    protected void finished() {
        String explanation = finish().explanation();
        if (explanation != null) {
            delta().raw("\"refusal\":").string(explanation);
            close();
        }
        delta().raw("},\"logprobs\":null,\"finish_reason\":\"")
                .raw(FinishWords.toChat(finish().reason()))
                .raw("\"}]")
                .raw(tail);
    }

    @Override
    protected void terminal() {
        if (setting.wishes().usageInStream()) {
            out.raw(head)
                    .raw("\"choices\":[],\"usage\":")
                    .tree(UsageWriter.chat(usage()))
                    .raw("}\n\n");
        }
        out.raw("data: [DONE]\n\n");
    }

    @Override
    protected void error(Failure reason) {
        out.raw("data: ").tree(FailureWriter.openAi(reason).body()).raw("\n\n");
    }

    @Override
    public void ping() {
        if (started()) {
            out.raw(": ping\n\n");
        }
    }
}
