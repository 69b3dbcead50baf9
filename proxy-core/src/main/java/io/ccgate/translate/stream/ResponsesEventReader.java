package io.ccgate.translate.stream;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;

/** Responses API streams. Only data counts, not the event lines: their type stands in the data, too. */
public final class ResponsesEventReader extends EventReader {
    private static final byte[] TYPE = JsonScan.name("type");
    private static final byte[] DELTA = JsonScan.name("delta");
    private static final byte[] OUTPUT_INDEX = JsonScan.name("output_index");
    private static final byte[] TEXT_DELTA = JsonScan.name("response.output_text.delta");
    private static final byte[] ARGUMENTS_DELTA = JsonScan.name("response.function_call_arguments.delta");
    private static final byte[] SUMMARY_DELTA = JsonScan.name("response.reasoning_summary_text.delta");
    private static final byte[] REASONING_DELTA = JsonScan.name("response.reasoning_text.delta");
    private static final byte[] REFUSAL_DELTA = JsonScan.name("response.refusal.delta");
    private static final byte[] PARAGRAPH = JsonScan.name("\\n\\n");

    private enum Hot {
        NONE,
        TEXT,
        ARGUMENTS,
        THINKING,
        REFUSAL
    }

    private final TextLane text;
    private final ToolLanes calls;
    private boolean started;
    private boolean thought;
    private boolean refused;

    public ResponsesEventReader(StreamSink sink, ToolNames names) {
        super(sink, names);
        text = new TextLane(sink);
        calls = new ToolLanes(sink, names, text::close);
    }

    @Override
    protected void read(byte[] data, int from, int to) {
        scan.reset(data, from, to);
        if (from == to || data[from] != '{' || !scan.object()) {
            return;
        }
        Hot hot = Hot.NONE;
        long index = 0;
        int deltaFrom = 0;
        int deltaTo = 0;
        while (scan.next()) {
            if (scan.key(TYPE)) {
                hot = scan.string() ? hot() : Hot.NONE;
                if (hot == Hot.NONE) {
                    rare(Json.parse(data, from, to));
                    return;
                }
            } else if (scan.key(DELTA)) {
                if (scan.string()) {
                    deltaFrom = scan.from();
                    deltaTo = scan.to();
                }
            } else if (scan.key(OUTPUT_INDEX)) {
                index = scan.number(0);
            } else {
                scan.skip();
            }
        }
        if (hot == Hot.NONE) {
            rare(Json.parse(data, from, to));
        } else if (deltaFrom < deltaTo) {
            start("");
            delta(hot, index, data, deltaFrom, deltaTo);
        }
    }

    private Hot hot() {
        if (scan.is(TEXT_DELTA)) {
            return Hot.TEXT;
        }
        if (scan.is(ARGUMENTS_DELTA)) {
            return Hot.ARGUMENTS;
        }
        if (scan.is(SUMMARY_DELTA) || scan.is(REASONING_DELTA)) {
            return Hot.THINKING;
        }
        return scan.is(REFUSAL_DELTA) ? Hot.REFUSAL : Hot.NONE;
    }

    private void delta(Hot hot, long index, byte[] b, int from, int to) {
        switch (hot) {
            case TEXT -> {
                calls.closeLive();
                text.text(b, from, to);
            }
            case THINKING -> {
                calls.closeLive();
                thought = true;
                text.thinking(b, from, to);
            }
            case ARGUMENTS -> calls.fragment(index, "", "", b, from, to);
            case REFUSAL -> {
                calls.closeLive();
                text.close();
                refused = true;
                sink.refusal(b, from, to);
            }
            case NONE -> {}
        }
    }

    private void start(String id) {
        if (!started) {
            started = true;
            sink.start(id, TokenUsage.NONE);
        }
    }

    private void rare(JsonNode event) {
        switch (Json.string(event, "type", event.has("error") ? "error" : "")) {
            case "response.created", "response.in_progress", "response.queued" ->
                start(Json.string(event.path("response"), "id", ""));
            case "response.output_item.added" -> itemAdded(event);
            case "response.output_item.done" -> itemDone(event);
            case "response.reasoning_summary_part.added" -> {
                if (thought) {
                    text.thinking(PARAGRAPH, 0, PARAGRAPH.length);
                }
            }
            case "response.completed", "response.incomplete", "response.cancelled" -> terminal(event.path("response"));
            case "response.failed" -> fail(FailureReader.responsesEvent(event.path("response")));
            case "error" -> fail(FailureReader.responsesEvent(event));
            case "keepalive" -> sink.ping();
            default -> {}
        }
    }

    private void itemAdded(JsonNode event) {
        start("");
        JsonNode item = event.path("item");
        if (Json.string(item, "type", "").equals("function_call")) {
            byte[] none = {};
            calls.fragment(index(event), Json.string(item, "call_id", ""), name(item), none, 0, 0);
        } else {
            calls.closeLive();
            text.close();
            thought = false;
        }
    }

    private static String name(JsonNode call) {
        String namespace = Json.string(call, "namespace", "");
        String name = Json.string(call, "name", "");
        return namespace.isEmpty() ? name : namespace + "__" + name;
    }

    private static long index(JsonNode event) {
        return Json.number(event, "output_index", 0);
    }

    private void itemDone(JsonNode event) {
        start("");
        JsonNode item = event.path("item");
        switch (Json.string(item, "type", "")) {
            case "message" -> text.close();
            case "reasoning" -> {
                String encrypted = Json.string(item, "encrypted_content", "");
                if (!encrypted.isEmpty()) {
                    text.seal(Seal.openAi(Json.string(item, "id", ""), encrypted));
                } else {
                    text.close();
                }
            }
            case "function_call" -> {
                boolean seen = calls.hasArguments(index(event));
                JsonOut arguments = new JsonOut(64);
                if (!seen) {
                    byte[] whole = Json.string(item, "arguments", "").getBytes(StandardCharsets.UTF_8);
                    arguments.escape(whole, 0, whole.length);
                }
                calls.fragment(
                        index(event),
                        Json.string(item, "call_id", ""),
                        name(item),
                        arguments.array(),
                        0,
                        arguments.length());
                calls.complete(index(event));
            }
            default -> {}
        }
    }

    private void terminal(JsonNode response) {
        start(Json.string(response, "id", ""));
        text.close();
        calls.flush();
        JsonNode usage = Json.get(response, "usage");
        if (usage != null) {
            sink.usage(UsageReader.responses(usage));
        }
        sink.finish(Finish.of(reason(response)));
        complete();
    }

    private FinishReason reason(JsonNode response) {
        String incomplete = Json.string(response.path("incomplete_details"), "reason");
        if (incomplete != null || Json.string(response, "status", "").equals("incomplete")) {
            return FinishWords.fromResponses(incomplete == null ? "" : incomplete);
        }
        if (refused) {
            return FinishReason.REFUSAL;
        }
        return calls.any() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }
}
