package io.ccgate.translate.stream;

import io.ccgate.translate.answer.FinishWords;
import io.ccgate.translate.answer.UsageReader;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Gemini streams ({@code alt=sse}). They have no terminal event: complete is what ends after a finish reason. */
public final class GeminiEventReader extends EventReader {
    private static final byte[] CANDIDATES = JsonScan.name("candidates");
    private static final byte[] CONTENT = JsonScan.name("content");
    private static final byte[] PARTS = JsonScan.name("parts");
    private static final byte[] TEXT = JsonScan.name("text");
    private static final byte[] THOUGHT = JsonScan.name("thought");
    private static final byte[] SIGNATURE = JsonScan.name("thoughtSignature");
    private static final byte[] FUNCTION_CALL = JsonScan.name("functionCall");
    private static final byte[] ID = JsonScan.name("id");
    private static final byte[] NAME = JsonScan.name("name");
    private static final byte[] ARGS = JsonScan.name("args");
    private static final byte[] FINISH_REASON = JsonScan.name("finishReason");
    private static final byte[] FINISH_MESSAGE = JsonScan.name("finishMessage");
    private static final byte[] USAGE = JsonScan.name("usageMetadata");
    private static final byte[] RESPONSE_ID = JsonScan.name("responseId");
    private static final byte[] FEEDBACK = JsonScan.name("promptFeedback");
    private static final byte[] BLOCK_REASON = JsonScan.name("blockReason");
    private static final byte[] ERROR = JsonScan.name("error");

    private final TextLane text;
    private final JsonOut arguments = new JsonOut(256);
    private String id = "";
    private boolean started;
    private boolean called;
    private @Nullable String finish;
    private @Nullable String explanation;
    private @Nullable TokenUsage usage;

    public GeminiEventReader(StreamSink sink, ToolNames names) {
        super(sink, names);
        text = new TextLane(sink);
    }

    @Override
    protected void read(byte[] data, int from, int to) {
        scan.reset(data, from, to);
        if (from == to || data[from] != '{' || !scan.object()) {
            return;
        }
        while (scan.next()) {
            if (scan.key(CANDIDATES)) {
                if (scan.array()) {
                    candidates();
                }
            } else if (scan.key(USAGE) && !scan.atNull()) {
                scan.skip();
                usage = UsageReader.gemini(Json.parse(data, scan.from(), scan.to()));
            } else if (scan.key(RESPONSE_ID) && !started) {
                id = scan.string() ? scan.text() : "";
            } else if (scan.key(FEEDBACK)) {
                feedback();
            } else if (scan.key(ERROR) && !scan.atNull()) {
                fail(FailureReader.geminiEvent(Json.parse(data, from, to)));
                return;
            } else {
                scan.skip();
            }
        }
    }

    /** A prompt that was refused has feedback and no candidate. */
    private void feedback() {
        if (!scan.object()) {
            return;
        }
        while (scan.next()) {
            if (scan.key(BLOCK_REASON)) {
                if (scan.string()) {
                    start();
                    finish = "SAFETY";
                    explanation = "The prompt was blocked: " + scan.text();
                }
            } else {
                scan.skip();
            }
        }
    }

    private void start() {
        if (!started) {
            started = true;
            sink.start(id, TokenUsage.NONE);
        }
    }

    private void candidates() {
        boolean first = true;
        while (scan.element()) {
            if (!first) {
                scan.skip();
                continue;
            }
            first = false;
            if (!scan.object()) {
                continue;
            }
            start();
            while (scan.next()) {
                if (scan.key(CONTENT)) {
                    content();
                } else if (scan.key(FINISH_REASON)) {
                    finish = scan.string() ? scan.text() : finish;
                } else if (scan.key(FINISH_MESSAGE)) {
                    explanation = scan.string() ? scan.text() : explanation;
                } else {
                    scan.skip();
                }
            }
        }
    }

    private void content() {
        if (!scan.object()) {
            return;
        }
        while (scan.next()) {
            if (!scan.key(PARTS)) {
                scan.skip();
            } else if (scan.array()) {
                while (scan.element()) {
                    part();
                }
            }
        }
    }

    private void part() {
        if (!scan.object()) {
            return;
        }
        boolean thought = false;
        int from = 0;
        int to = 0;
        String signature = "";
        Call call = null;
        while (scan.next()) {
            if (scan.key(TEXT)) {
                if (scan.string()) {
                    from = scan.from();
                    to = scan.to();
                }
            } else if (scan.key(THOUGHT)) {
                thought = scan.isTrue();
            } else if (scan.key(SIGNATURE)) {
                signature = scan.string() ? scan.text() : "";
            } else if (scan.key(FUNCTION_CALL)) {
                call = scan.object() ? call() : null;
            } else {
                scan.skip();
            }
        }
        if (call != null) {
            if (signature.isEmpty()) {
                text.close();
            } else {
                text.seal(Seal.gemini(signature));
            }
            called = true;
            sink.toolStart(call.id, names.client(call.name));
            sink.toolArgs(arguments.array(), 0, arguments.length());
            sink.toolEnd();
        } else if (from < to) {
            if (thought) {
                text.thinking(scan.array0(), from, to);
            } else {
                text.text(scan.array0(), from, to);
            }
        }
    }

    private record Call(String id, String name) {}

    private Call call() {
        String callId = "";
        String name = "";
        arguments.clear();
        while (scan.next()) {
            if (scan.key(ID)) {
                callId = scan.string() ? scan.text() : "";
            } else if (scan.key(NAME)) {
                name = scan.string() ? scan.text() : "";
            } else if (scan.key(ARGS) && !scan.atNull()) {
                scan.skip();
                arguments.escape(scan.array0(), scan.from(), scan.to());
            } else {
                scan.skip();
            }
        }
        if (arguments.length() == 0) {
            arguments.raw("{}");
        }
        return new Call(callId, name);
    }

    @Override
    protected void ended() {
        if (!started || finish == null) {
            return;
        }
        text.close();
        if (usage != null) {
            sink.usage(usage);
        }
        FinishReason reason = FinishWords.fromGemini(finish);
        sink.finish(new Finish(
                reason == FinishReason.STOP && called ? FinishReason.TOOL_CALLS : reason, null, explanation));
        complete();
    }
}
