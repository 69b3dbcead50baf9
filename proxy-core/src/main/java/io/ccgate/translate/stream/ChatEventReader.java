package io.ccgate.translate.stream;

import io.ccgate.translate.answer.FinishWords;
import io.ccgate.translate.answer.UsageReader;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.usage.TokenUsage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chat Completions streams, of OpenAI and of those who imitate it: usage may come in any chunk, tool calls may lack their index
 * or mix, the finish reason may not fit. Only choice 0 is read; more are never asked for.
 */
public final class ChatEventReader extends EventReader {
    private static final byte[] DONE = JsonScan.name("[DONE]");
    private static final byte[] ID = JsonScan.name("id");
    private static final byte[] CHOICES = JsonScan.name("choices");
    private static final byte[] USAGE = JsonScan.name("usage");
    private static final byte[] ERROR = JsonScan.name("error");
    private static final byte[] DELTA = JsonScan.name("delta");
    private static final byte[] FINISH_REASON = JsonScan.name("finish_reason");
    private static final byte[] CONTENT = JsonScan.name("content");
    private static final byte[] REASONING_CONTENT = JsonScan.name("reasoning_content");
    private static final byte[] REASONING = JsonScan.name("reasoning");
    private static final byte[] REFUSAL = JsonScan.name("refusal");
    private static final byte[] TOOL_CALLS = JsonScan.name("tool_calls");
    private static final byte[] INDEX = JsonScan.name("index");
    private static final byte[] FUNCTION = JsonScan.name("function");
    private static final byte[] NAME = JsonScan.name("name");
    private static final byte[] ARGUMENTS = JsonScan.name("arguments");

    private final TextLane text;
    private final ToolLanes calls;
    private String id = "";
    private boolean started;
    private boolean refused;
    private @Nullable String finish;
    private byte @Nullable [] reasoningName;
    private @Nullable TokenUsage usage;

    public ChatEventReader(StreamSink sink, ToolNames names) {
        super(sink, names);
        text = new TextLane(sink);
        calls = new ToolLanes(sink, names, text::close);
    }

    @Override
    protected void read(byte[] data, int from, int to) {
        if (isDone(data, from, to)) {
            if (started) {
                terminal();
            }
            return;
        }
        scan.reset(data, from, to);
        if (from == to || data[from] != '{' || !scan.object()) {
            return;
        }
        while (scan.next()) {
            if (scan.key(CHOICES)) {
                if (scan.array()) {
                    choices();
                }
            } else if (scan.key(ID) && !started) {
                id = scan.string() ? scan.text() : "";
            } else if (scan.key(USAGE) && !scan.atNull()) {
                scan.skip();
                usage = UsageReader.chat(Json.parse(data, scan.from(), scan.to()));
            } else if (scan.key(ERROR) && !scan.atNull()) {
                fail(FailureReader.chatEvent(Json.parse(data, from, to)));
                return;
            } else {
                scan.skip();
            }
        }
    }

    private static boolean isDone(byte[] data, int from, int to) {
        int end = to;
        while (end > from && data[end - 1] == ' ') {
            end--;
        }
        return Arrays.equals(data, from, end, DONE, 0, DONE.length);
    }

    private void choices() {
        boolean first = true;
        while (scan.element()) {
            if (!first || !scan.object()) {
                if (!first) {
                    scan.skip();
                }
                continue;
            }
            first = false;
            start();
            while (scan.next()) {
                if (scan.key(DELTA)) {
                    if (scan.object()) {
                        delta();
                    }
                } else if (scan.key(FINISH_REASON)) {
                    if (scan.string() && finish == null) {
                        finish = scan.text();
                    }
                } else {
                    scan.skip();
                }
            }
        }
    }

    private void start() {
        if (!started) {
            started = true;
            sink.start(id, TokenUsage.NONE);
        }
    }

    private void delta() {
        while (scan.next()) {
            if (scan.key(CONTENT)) {
                if (nonEmptyString()) {
                    calls.closeLive();
                    text.text(scan.array0(), scan.from(), scan.to());
                }
            } else if (scan.key(REASONING_CONTENT)) {
                reasoning(REASONING_CONTENT);
            } else if (scan.key(REASONING)) {
                reasoning(REASONING);
            } else if (scan.key(TOOL_CALLS)) {
                if (scan.array()) {
                    while (scan.element()) {
                        toolCall();
                    }
                }
            } else if (scan.key(REFUSAL)) {
                if (nonEmptyString()) {
                    refused = true;
                    calls.closeLive();
                    text.close();
                    sink.refusal(scan.array0(), scan.from(), scan.to());
                }
            } else {
                scan.skip();
            }
        }
    }

    private boolean nonEmptyString() {
        return scan.string() && scan.from() < scan.to();
    }

    /** Some upstreams send the same thought under both names: the first name seen counts. */
    private void reasoning(byte[] name) {
        if (nonEmptyString() && (reasoningName == null || reasoningName == name)) {
            reasoningName = name;
            calls.closeLive();
            text.thinking(scan.array0(), scan.from(), scan.to());
        }
    }

    private void toolCall() {
        if (!scan.object()) {
            return;
        }
        long index = ToolLanes.NO_INDEX;
        String callId = "";
        String name = "";
        int from = 0;
        int to = 0;
        while (scan.next()) {
            if (scan.key(INDEX)) {
                index = scan.number(ToolLanes.NO_INDEX);
            } else if (scan.key(ID)) {
                callId = nonEmptyString() ? scan.text() : callId;
            } else if (scan.key(FUNCTION) && !scan.atNull()) {
                if (!scan.object()) {
                    continue;
                }
                while (scan.next()) {
                    if (scan.key(NAME)) {
                        name = nonEmptyString() ? scan.text() : name;
                    } else if (scan.key(ARGUMENTS)) {
                        if (scan.string()) {
                            from = scan.from();
                            to = scan.to();
                        }
                    } else {
                        scan.skip();
                    }
                }
            } else {
                scan.skip();
            }
        }
        calls.fragment(index, callId, name, scan.array0(), from, to);
    }

    @Override
    protected void ended() {
        if (started && finish != null) {
            terminal();
        }
    }

    private void terminal() {
        text.close();
        calls.flush();
        if (usage != null) {
            sink.usage(usage);
        }
        sink.finish(Finish.of(reason()));
        complete();
    }

    /** What really happened counts more than the word: a call that can be run is to be run, none is not. */
    private FinishReason reason() {
        FinishReason said = FinishWords.fromChat(finish == null ? "stop" : finish);
        if (refused) {
            return FinishReason.REFUSAL;
        }
        return switch (said) {
            case STOP, TOOL_CALLS -> calls.any() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            default -> said;
        };
    }
}
