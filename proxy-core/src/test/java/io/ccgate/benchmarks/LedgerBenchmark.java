package io.ccgate.benchmarks;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.Asked;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
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

/** What the books cost one request on its event loop: reserve, price, settle, count, queue. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LedgerBenchmark {
    private final TenantConfig tenant = Fixtures.tenant("team", Fixtures.usd("1000000"));
    private final ConfigSnapshot snapshot = Fixtures.claude(tenant);
    private final ExchangeSummary summary = Fixtures.summary(
            snapshot, "req_0123456789abcdef", "team", Fixtures.NOON, new TokenUsage(10, 20, 0, 0, 50, 0, 0));
    private Path folder = Path.of("unused");
    private UsageBooks books = new UsageBooks(folder, Fixtures.NEVER, InstantSource.system(), List.of());

    @Setup
    public void start() throws IOException {
        folder = Files.createTempDirectory("ledger-benchmark");
        books = new UsageBooks(folder, Fixtures.NEVER, InstantSource.system(), List.of());
        books.start(snapshot);
    }

    @TearDown
    public void stop() {
        books.close(Duration.ofSeconds(10));
    }

    @Benchmark
    public Cost admitAndFinish() {
        Estimate estimate =
                books.estimate(snapshot, summary.upstream(), "claude-x", "claude-x", new Asked(20_000, 1000));
        Admission admission = books.admit(tenant, "claude-x", Objects.requireNonNull(estimate));
        return books.finish(summary, admission instanceof Admission.Granted granted ? granted.reservation() : null);
    }
}
