package io.ccgate.benchmarks;

import io.ccgate.json.BodyFacts;
import io.ccgate.json.BodyScan;
import io.ccgate.json.BodyScanner;
import io.ccgate.json.BodySplice;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What reading and rewriting the model of one request costs, in microseconds a body. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ModelSpliceBenchmark {
    /** {@code agent}: prose and many small tool schemas, 20 KB; {@code image}: one string of 32 MB. */
    @Param({"agent", "image"})
    public String kind = "";

    private ByteBuf body = PooledByteBufAllocator.DEFAULT.directBuffer();

    @Setup
    public void write() {
        body = PooledByteBufAllocator.DEFAULT
                .directBuffer()
                .writeBytes((kind.equals("agent") ? agent() : image()).getBytes(StandardCharsets.UTF_8));
    }

    @TearDown
    public void release() {
        body.release();
    }

    @Benchmark
    public BodyScan scan() {
        BodyScanner scanner = new BodyScanner();
        scanner.feed(body);
        return scanner.finish();
    }

    @Benchmark
    public int scanAndSplice() {
        ByteBuf changed =
                BodySplice.replaceModel(body, (BodyFacts) scan(), "claude-other", PooledByteBufAllocator.DEFAULT);
        int length = changed.readableBytes();
        changed.release();
        return length;
    }

    private static String agent() {
        String tool = """
                {"name":"read_file","description":"Reads a file.\\nGive the path.","input_schema":{"type":"object",\
                "properties":{"path":{"type":"string","description":"absolute path"},"limit":{"type":"integer"}},\
                "required":["path"],"additionalProperties":false}},""";
        String prose = "Do what the user asks, say what you did, and ask when you are not sure.\\n";
        return "{\"model\":\"claude-opus\",\"system\":[{\"type\":\"text\",\"text\":\"" + prose.repeat(120)
                + "\"}],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":["
                + tool.repeat(45) + "{}],\"max_tokens\":32000,\"stream\":true}";
    }

    private static String image() {
        return "{\"model\":\"claude-opus\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                + "{\"role\":\"user\",\"content\":\"" + "QUJDREVGR0g=".repeat(32 * 1024 * 1024 / 12) + "\"}]}";
    }
}
