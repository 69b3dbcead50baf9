package io.ccgate.benchmarks;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.policy.Entrance;
import io.ccgate.policy.Entry;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

/** What every limit at once costs one request on its event loop: enter, settle, leave. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EntranceBenchmark {
    private static final String MODEL = "claude-opus-5";

    private final TenantConfig unlimited = Fixtures.tenant("free", LimitsConfig.UNLIMITED);
    private final TenantConfig limited = Fixtures.tenant("limited", everyLimit());
    private final Ledger ledger = new Ledger(InstantSource.system());
    private final Entrance entrance = new Entrance(ledger, InstantSource.system(), System::nanoTime);
    private final Estimate estimate = new Estimate(50_000, 9_000, 5_000, 2_000);
    private final Booked record = Fixtures.booked(System.currentTimeMillis(), MODEL, 1_000, 200, 4_000, false);

    @Benchmark
    public Entry withoutLimits() {
        return pass(unlimited);
    }

    /** Fifteen windows of all models, fifteen of a pattern, both rates, and requests at a time. */
    @Benchmark
    public Entry withEveryLimit() {
        return pass(limited);
    }

    private Entry pass(TenantConfig tenant) {
        Entry entry = new Entry(tenant, MODEL, estimate, () -> {});
        entrance.enter(entry, true);
        ledger.settle(tenant.id(), entry.reservation(), record);
        entrance.leave(entry, record.tokens());
        return entry;
    }

    private static LimitsConfig everyLimit() {
        long much = Long.MAX_VALUE / 4;
        Window window =
                new Window(Optional.of(new BigDecimal("1000000000")), OptionalLong.of(much), OptionalLong.of(much));
        Windows windows = new Windows(window, window, window, window, window);
        List<ModelWindows> models = List.of(new ModelWindows(new ModelPattern("*opus*"), windows));
        long perMinute = 1_000_000_000_000L;
        Allowance usual = new Allowance(windows, models, perMinute, perMinute, 100);
        return new LimitsConfig(usual, Optional.empty(), Duration.ofSeconds(10), ZoneOffset.UTC);
    }
}
