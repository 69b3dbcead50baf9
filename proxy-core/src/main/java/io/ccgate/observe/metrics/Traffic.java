package io.ccgate.observe.metrics;

import io.ccgate.observe.ExchangeObserver;
import io.ccgate.observe.requests.Recording;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.AttemptSteps;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Cost;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts every finished request. A request costs a handful of additions to counters that exist already; the first of its kind makes
 * them. Any thread.
 */
public final class Traffic implements ExchangeObserver {
    /** Beyond this many label sets a new one is counted without tenant, upstream and model. */
    static final int MOST_SERIES = 4_000;

    private static final int MOST_MODELS = 200;
    private static final int BAD_REQUEST = 400;
    private static final String NONE = "";
    private static final long[] DURATIONS = millis(
            5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000);
    private static final long[] OVERHEADS = {50, 100, 200, 300, 500, 750, 1_000, 2_000, 5_000, 10_000, 50_000, 250_000};

    private final BoundedNames models = new BoundedNames(MOST_MODELS);
    private final Map<Labels, Counts> counts = new ConcurrentHashMap<>();
    private final Map<Served, Durations> durations = new ConcurrentHashMap<>();
    private final Map<Try, LongAdder> attempts = new ConcurrentHashMap<>();
    private final Histogram overhead = new Histogram(OVERHEADS);

    /** Whose requests are counted together. {@code status}: what the client was answered. */
    record Labels(String tenant, String upstream, String model, String protocol, int status) {}

    /** Where durations are measured. */
    record Served(String upstream, String model) {}

    /** How a try ended: {@code ok}, a status, or {@code error} when there was none. */
    record Try(String upstream, String result) {}

    /** Sums of requests with the same labels. */
    static final class Counts {
        final LongAdder requests = new LongAdder();
        final LongAdder input = new LongAdder();
        final LongAdder output = new LongAdder();
        final LongAdder cacheWrite = new LongAdder();
        final LongAdder cacheRead = new LongAdder();
        final LongAdder micros = new LongAdder();
    }

    /** How long requests took. */
    record Durations(Histogram ttft, Histogram whole) {}

    @Override
    public void ended(ExchangeSummary summary, Cost cost, @Nullable Recording recording) {
        boolean worked = summary.statusCode() < BAD_REQUEST && summary.upstream() != null;
        String upstream = summary.upstream() == null ? NONE : summary.upstream().id();
        String model = models.label(summary.model(), worked);
        Counts sums = counts(new Labels(
                summary.tenantId() == null ? NONE : summary.tenantId(),
                upstream,
                model,
                summary.protocol() == null ? NONE : summary.protocol().id(),
                summary.statusCode()));
        sums.requests.increment();
        TokenUsage tokens = summary.tokens();
        if (tokens.total() > 0) {
            sums.input.add(tokens.input());
            sums.output.add(tokens.output());
            sums.cacheWrite.add(tokens.cacheCreation());
            sums.cacheRead.add(tokens.cacheRead());
            sums.micros.add(cost.totalMicros());
        }
        if (worked && summary.billable()) {
            Durations spread = durations(new Served(upstream, model));
            spread.whole().record(Math.max(0, summary.timeline().ended()));
            if (summary.timeline().content() >= 0) {
                spread.ttft().record(summary.timeline().content());
            }
        }
        List<AttemptRecord> tries = summary.attempts();
        for (int i = 0; i < tries.size(); i++) {
            count(tries.get(i));
        }
        if (!tries.isEmpty()) {
            own(summary.timeline().body(), tries.get(0).steps());
        }
    }

    /** What the gateway itself added: from the request's last byte to the last byte sent on, the connecting left out. */
    private void own(long body, AttemptSteps first) {
        if (body >= 0 && first.connected() >= 0 && first.sent() >= 0) {
            overhead.record(Math.max(0, first.sent() - body - (first.connected() - first.started())));
        }
    }

    private void count(AttemptRecord attempt) {
        String result = attempt.error() == null
                ? "ok"
                : attempt.status() >= BAD_REQUEST ? Integer.toString(attempt.status()) : "error";
        Try key = new Try(attempt.upstream(), result);
        LongAdder count = attempts.get(key);
        (count != null ? count : attempts.computeIfAbsent(key, unused -> new LongAdder())).increment();
    }

    private Counts counts(Labels labels) {
        Counts known = counts.get(labels);
        if (known != null) {
            return known;
        }
        Labels kept = counts.size() < MOST_SERIES
                ? labels
                : new Labels(
                        BoundedNames.OTHER, BoundedNames.OTHER, BoundedNames.OTHER, labels.protocol(), labels.status());
        return counts.computeIfAbsent(kept, unused -> new Counts());
    }

    private Durations durations(Served served) {
        Durations known = durations.get(served);
        if (known != null) {
            return known;
        }
        Served kept = durations.size() < MOST_SERIES / 4 ? served : new Served(BoundedNames.OTHER, BoundedNames.OTHER);
        return durations.computeIfAbsent(
                kept, unused -> new Durations(new Histogram(DURATIONS), new Histogram(DURATIONS)));
    }

    Map<Labels, Counts> counts() {
        return counts;
    }

    Map<Served, Durations> durations() {
        return durations;
    }

    Map<Try, LongAdder> attempts() {
        return attempts;
    }

    Histogram overhead() {
        return overhead;
    }

    private static long[] millis(long... bounds) {
        long[] micros = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            micros[i] = bounds[i] * 1_000;
        }
        return micros;
    }
}
