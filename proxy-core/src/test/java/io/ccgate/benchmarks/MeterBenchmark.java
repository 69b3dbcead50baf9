package io.ccgate.benchmarks;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.meter.Meter;
import io.ccgate.usage.meter.Meters;
import io.ccgate.usage.meter.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What watching an answer costs: one stream event, and a whole document. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MeterBenchmark {
    private final Meter anthropic = Meters.create(Protocol.ANTHROPIC, true, null);
    private final Meter chat = Meters.create(Protocol.CHAT, true, null);
    private final Meter responses = Meters.create(Protocol.RESPONSES, true, null);
    private ByteBuf anthropicDelta = direct("");
    private ByteBuf chatDelta = direct("");
    private ByteBuf responsesDelta = direct("");
    private ByteBuf document20k = direct("");
    private ByteBuf document200k = direct("");

    @Setup
    public void setup() {
        anthropicDelta = direct("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\" some words of text\"}}\n\n");
        chatDelta =
                direct("data: {\"id\":\"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG\",\"object\":\"chat.completion.chunk\","
                        + "\"created\":1741570283,\"model\":\"gpt-5\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" words\"},\"logprobs\":null,"
                        + "\"finish_reason\":null}],\"usage\":null}\n\n");
        responsesDelta = direct("event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
                + "\"item_id\":\"msg_67c9fdcf37fc8190ba82116e33fb28c5\",\"output_index\":0,\"content_index\":0,"
                + "\"delta\":\" words\",\"logprobs\":[],\"sequence_number\":17}\n\n");
        document20k = direct(document(20_000));
        document200k = direct(document(200_000));
    }

    private static String document(int size) {
        String text = "A line of an answer with about sixty characters in it, so.\\n".repeat(size / 60);
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"" + text
                + "\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":11,\"output_tokens\":5000}}";
    }

    private static ByteBuf direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }

    @TearDown
    public void tearDown() {
        anthropicDelta.release();
        chatDelta.release();
        responsesDelta.release();
        document20k.release();
        document200k.release();
    }

    @Benchmark
    public boolean anthropicEvent() {
        anthropic.body(anthropicDelta, 0, anthropicDelta.readableBytes());
        return anthropic.sawEnd();
    }

    @Benchmark
    public boolean chatEvent() {
        chat.body(chatDelta, 0, chatDelta.readableBytes());
        return chat.sawEnd();
    }

    @Benchmark
    public boolean responsesEvent() {
        responses.body(responsesDelta, 0, responsesDelta.readableBytes());
        return responses.sawEnd();
    }

    @Benchmark
    public Reading json20k() {
        return json(document20k);
    }

    @Benchmark
    public Reading json200k() {
        return json(document200k);
    }

    private static Reading json(ByteBuf document) {
        Meter meter = Meters.create(Protocol.ANTHROPIC, false, null);
        meter.body(document, 0, document.readableBytes());
        Reading reading = meter.read();
        meter.close();
        return reading;
    }
}
