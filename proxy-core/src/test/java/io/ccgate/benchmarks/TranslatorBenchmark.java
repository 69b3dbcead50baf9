package io.ccgate.benchmarks;

import io.ccgate.config.model.Protocol;
import io.ccgate.translate.Reading;
import io.ccgate.translate.StreamTranslation;
import io.ccgate.translate.TranslatedRequest;
import io.ccgate.translate.fixture.Translations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A text delta through a stream's translation: time and, with {@code -prof gc}, bytes allocated per event. Each pair is fed 1024
 * deltas of a usual size in chunks as sockets deliver them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TranslatorBenchmark {
    private static final int EVENTS = 1024;
    private static final String TEXT = " quite \\\"ordinary\\\" words — or so\\n";

    @Param({"ANTHROPIC", "CHAT", "RESPONSES", "GEMINI"})
    public Protocol client = Protocol.ANTHROPIC;

    @Param({"ANTHROPIC", "CHAT", "RESPONSES", "GEMINI"})
    public Protocol upstream = Protocol.CHAT;

    @Param({"1", "16"})
    public int eventsPerChunk = 1;

    private byte[][] chunks = new byte[0][];
    private StreamTranslation stream = open();

    private StreamTranslation open() {
        String body = switch (client) {
            case ANTHROPIC, CHAT ->
                "{\"max_tokens\":99,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
            case RESPONSES -> "{\"stream\":true,\"input\":\"x\"}";
            case GEMINI -> "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}";
        };
        Reading<TranslatedRequest> reading = Translations.translate(
                client, upstream, "any", body, "/v1beta/models/any:streamGenerateContent?alt=sse");
        StreamTranslation opened = ((Reading.Done<TranslatedRequest>) reading).value().answer().stream();
        byte[] start = (upstream == Protocol.ANTHROPIC
                        ? "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"usage\":{}}}\n\n"
                                + "data: {\"type\":\"content_block_start\",\"index\":0,"
                                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
                        : "")
                .getBytes(StandardCharsets.UTF_8);
        opened.feed(start, 0, start.length);
        return opened;
    }

    @Setup
    public void setUp() {
        String event = switch (upstream) {
            case ANTHROPIC ->
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"" + TEXT + "\"}}\n\n";
            case CHAT ->
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + TEXT
                        + "\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n";
            case RESPONSES ->
                "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"sequence_number\":5,"
                        + "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"" + TEXT
                        + "\",\"logprobs\":[]}\n\n";
            case GEMINI ->
                "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"" + TEXT
                        + "\"}]},\"index\":0}],\"modelVersion\":\"m\",\"responseId\":\"r\"}\n\n";
        };
        byte[] chunk = event.repeat(eventsPerChunk).getBytes(StandardCharsets.UTF_8);
        chunks = new byte[EVENTS / eventsPerChunk][];
        Arrays.fill(chunks, chunk);
        stream = open();
    }

    /** A stream of its own for every 1024 events, for a Responses client's answer is kept whole. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int textDeltas() {
        stream = open();
        int written = 0;
        for (byte[] chunk : chunks) {
            stream.feed(chunk, 0, chunk.length);
            written += stream.out().length();
            stream.out().clear();
        }
        return written;
    }
}
