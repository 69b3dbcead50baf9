package io.ccgate.usage.journal;

import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Charge;
import io.ccgate.usage.price.Cost;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What putting one usage line together, and reading one back, costs. Lives here to reach the encoder. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class JournalLineBenchmark {
    private static final Cost COST = new Cost(30_000_000, 300_000_000, 0, 15_000_000, 0);

    private final ExchangeSummary summary = Fixtures.summary(
            Fixtures.claude(), "req_0123456789abcdef", "team", Fixtures.NOON, new TokenUsage(10, 20, 0, 0, 50, 0, 0));
    private final LineBuffer buffer = new LineBuffer();
    private final LineBuffer line = new LineBuffer();
    private final LineReader reader = new LineReader();
    private long sum;

    public JournalLineBenchmark() {
        LineEncoder.encode(summary, "team", Charge.of(COST), "p1", 12345, line);
    }

    @Benchmark
    public int encode() {
        buffer.clear();
        LineEncoder.encode(summary, "team", Charge.of(COST), "p1", 12345, buffer);
        return buffer.length();
    }

    @Benchmark
    public long read() {
        reader.feed(line.array(), 0, line.length(), record -> sum += record.totalCost());
        return sum;
    }
}
