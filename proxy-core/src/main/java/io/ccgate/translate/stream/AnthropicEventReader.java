package io.ccgate.translate.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.answer.FinishWords;
import io.ccgate.translate.answer.UsageReader;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.usage.TokenUsage;
import java.nio.charset.StandardCharsets;

/** Messages API streams. Unknown events, blocks and deltas are passed over, as the API's versioning rules ask. */
public final class AnthropicEventReader extends EventReader {
    private static final byte[] TYPE = JsonScan.name("type");
    private static final byte[] INDEX = JsonScan.name("index");
    private static final byte[] DELTA = JsonScan.name("delta");
    private static final byte[] TEXT = JsonScan.name("text");
    private static final byte[] THINKING = JsonScan.name("thinking");
    private static final byte[] SIGNATURE = JsonScan.name("signature");
    private static final byte[] PARTIAL_JSON = JsonScan.name("partial_json");
    private static final byte[] BLOCK_DELTA = JsonScan.name("content_block_delta");

    /** What the open block is; HIDDEN blocks have no neutral form. */
    private enum Block {
        NONE,
        TEXT,
        THINKING,
        TOOL,
        HIDDEN
    }

    private final StringBuilder signature = new StringBuilder();
    private Block open = Block.NONE;
    private long openIndex;
    private boolean sawArgs;
    private String input = "";
    private TokenUsage usage = TokenUsage.NONE;
    private boolean started;
    private boolean finished;

    public AnthropicEventReader(StreamSink sink, ToolNames names) {
        super(sink, names);
    }

    @Override
    protected void read(byte[] data, int from, int to) {
        scan.reset(data, from, to);
        if (!scan.object()) {
            return;
        }
        long index = -1;
        boolean delta = false;
        while (scan.next()) {
            if (scan.key(TYPE)) {
                if (scan.string() && scan.is(BLOCK_DELTA)) {
                    delta = true;
                } else {
                    rare(Json.parse(data, from, to));
                    return;
                }
            } else if (scan.key(INDEX)) {
                index = scan.number(-1);
            } else if (scan.key(DELTA) && delta) {
                if (index != -1 && index != openIndex) {
                    return;
                }
                delta();
                return;
            } else {
                scan.skip();
            }
        }
        if (delta) {
            rare(Json.parse(data, from, to));
        }
    }

    /** The hot path: each delta type names its own member, so the member alone says what it is. */
    private void delta() {
        if (!scan.object()) {
            return;
        }
        while (scan.next()) {
            if (scan.key(TEXT) && open == Block.TEXT) {
                if (scan.string() && scan.from() < scan.to()) {
                    sink.text(scan.array0(), scan.from(), scan.to());
                }
            } else if (scan.key(PARTIAL_JSON) && open == Block.TOOL) {
                if (scan.string() && scan.from() < scan.to()) {
                    sawArgs = true;
                    sink.toolArgs(scan.array0(), scan.from(), scan.to());
                }
            } else if (scan.key(THINKING) && open == Block.THINKING) {
                if (scan.string() && scan.from() < scan.to()) {
                    sink.thinking(scan.array0(), scan.from(), scan.to());
                }
            } else if (scan.key(SIGNATURE) && open == Block.THINKING) {
                if (scan.string()) {
                    signature.append(scan.text());
                }
            } else {
                scan.skip();
            }
        }
    }

    private void rare(JsonNode event) {
        switch (Json.string(event, "type", event.has("error") ? "error" : "")) {
            case "message_start" -> {
                JsonNode message = event.path("message");
                usage = UsageReader.anthropic(message.path("usage"), TokenUsage.NONE);
                start(Json.string(message, "id", ""));
            }
            case "content_block_start" -> blockStart(event);
            case "content_block_delta" -> {
                // A delta whose members stand in an unusual order: write it in the usual one and read it again.
                byte[] usual = Json.bytes(Json.object()
                        .put("type", "content_block_delta")
                        .put("index", Json.number(event, "index", openIndex))
                        .set("delta", event.path("delta")));
                if (event.path("delta").isObject()) {
                    read(usual, 0, usual.length);
                }
            }
            case "content_block_stop" -> blockStop();
            case "message_delta" -> messageDelta(event);
            case "message_stop" -> {
                start("");
                closeOpen();
                if (!finished) {
                    sink.finish(Finish.of(FinishReason.STOP));
                }
                complete();
            }
            case "ping" -> sink.ping();
            case "error" -> fail(FailureReader.anthropicEvent(event));
            default -> {}
        }
    }

    /** Some imitators leave the first event out. */
    private void start(String id) {
        if (!started) {
            started = true;
            sink.start(id, usage);
        }
    }

    private void blockStart(JsonNode event) {
        start("");
        closeOpen();
        JsonNode block = event.path("content_block");
        openIndex = Json.number(event, "index", 0);
        switch (Json.string(block, "type", "")) {
            case "text" -> {
                open = Block.TEXT;
                escaped(Json.string(block, "text", ""), sink::text);
            }
            case "thinking" -> {
                open = Block.THINKING;
                signature.setLength(0);
                signature.append(Json.string(block, "signature", ""));
                escaped(Json.string(block, "thinking", ""), sink::thinking);
            }
            case "redacted_thinking" -> {
                open = Block.HIDDEN;
                sink.sealed(Seal.redacted(Json.string(block, "data", "")));
            }
            case "tool_use" -> {
                open = Block.TOOL;
                sawArgs = false;
                JsonNode whole = Json.get(block, "input");
                input = whole != null && !whole.isEmpty() ? Json.text(whole) : "";
                sink.toolStart(Json.string(block, "id", ""), names.client(Json.string(block, "name", "")));
            }
            default -> open = Block.HIDDEN;
        }
    }

    private void blockStop() {
        closeOpen();
    }

    private void closeOpen() {
        Block closed = open;
        open = Block.NONE;
        switch (closed) {
            case TEXT -> sink.textEnd();
            case THINKING -> sink.thinkingEnd(signature.isEmpty() ? null : Seal.anthropic(signature.toString()));
            case TOOL -> {
                if (!sawArgs) {
                    escaped(input, sink::toolArgs);
                }
                sink.toolEnd();
            }
            case NONE, HIDDEN -> {}
        }
    }

    private void messageDelta(JsonNode event) {
        start("");
        usage = UsageReader.anthropic(event.path("usage"), usage);
        sink.usage(usage);
        JsonNode delta = event.path("delta");
        String reason = Json.string(delta, "stop_reason");
        if (reason != null && !finished) {
            closeOpen();
            finished = true;
            sink.finish(new Finish(
                    FinishWords.fromAnthropic(reason),
                    Json.string(delta, "stop_sequence"),
                    Json.string(delta.path("stop_details"), "explanation")));
        }
    }

    private interface Text {
        void accept(byte[] json, int from, int to);
    }

    private static void escaped(String text, Text target) {
        if (!text.isEmpty()) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            JsonOut out = new JsonOut(utf8.length + 16).escape(utf8, 0, utf8.length);
            target.accept(out.array(), 0, out.length());
        }
    }

    @Override
    protected void ended() {
        fail(Failure.truncated());
    }
}
