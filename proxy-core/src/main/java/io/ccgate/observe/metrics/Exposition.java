package io.ccgate.observe.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * One answer of {@code /metrics} in Prometheus' text format 0.0.4. The library is loaded with the first of them, so a gateway that
 * nobody scrapes never pays for it. Not thread-safe.
 */
public final class Exposition {
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double MICROS = 1e6;

    private final List<MetricSnapshot> metrics = new ArrayList<>();

    public Exposition gauge(String name, String help, double value) {
        metrics.add(GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(new GaugeDataPointSnapshot(value, Labels.EMPTY, null))
                .build());
        return this;
    }

    public Exposition gauge(String name, String help, long value) {
        return gauge(name, help, (double) value);
    }

    /** A gauge with one label. */
    public Exposition gauge(String name, String help, String label, Map<String, Double> values) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((key, value) -> gauge.dataPoint(new GaugeDataPointSnapshot(value, Labels.of(label, key), null)));
        metrics.add(gauge.build());
        return this;
    }

    /** @param name without {@code _total} */
    public Exposition counter(String name, String help, double value) {
        metrics.add(CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(new CounterDataPointSnapshot(value, Labels.EMPTY, null, 0))
                .build());
        return this;
    }

    public Exposition counter(String name, String help, long value) {
        return counter(name, help, (double) value);
    }

    public Exposition traffic(Traffic traffic) {
        requests(traffic);
        tokens(traffic);
        cost(traffic);
        attempts(traffic);
        durations(
                "ccgate_ttft_seconds",
                "From a request's head to the first content sent to the client.",
                traffic,
                Traffic.Durations::ttft);
        durations(
                "ccgate_request_duration_seconds",
                "From a request's head to its end.",
                traffic,
                Traffic.Durations::whole);
        metrics.add(HistogramSnapshot.builder()
                .name("ccgate_overhead_seconds")
                .help("What the gateway itself adds before a request is on its way: last byte in to last byte out,"
                        + " connecting left out.")
                .dataPoint(point(traffic.overhead(), Labels.EMPTY))
                .build());
        return this;
    }

    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        try {
            PrometheusTextFormatWriter.create()
                    .write(out, new MetricSnapshots(metrics), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private void requests(Traffic traffic) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("ccgate_requests")
                .help("Finished requests. Empty labels: it never got that far. Status 499: the client left.");
        traffic.counts()
                .forEach((labels, sums) -> counter.dataPoint(new CounterDataPointSnapshot(
                        (double) sums.requests.sum(),
                        labels(labels, "status", Integer.toString(labels.status())),
                        null,
                        0)));
        metrics.add(counter.build());
    }

    private void tokens(Traffic traffic) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("ccgate_tokens").help("Tokens by kind.");
        merged(traffic, counter, "input", sums -> (double) sums.input.sum());
        merged(traffic, counter, "output", sums -> (double) sums.output.sum());
        merged(traffic, counter, "cache_write", sums -> (double) sums.cacheWrite.sum());
        merged(traffic, counter, "cache_read", sums -> (double) sums.cacheRead.sum());
        metrics.add(counter.build());
    }

    private void cost(Traffic traffic) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("ccgate_cost_dollars")
                .help("US dollars by the price list; for charts, the books are exact.");
        merged(traffic, counter, null, sums -> sums.micros.sum() / MICROS);
        metrics.add(counter.build());
    }

    private void attempts(Traffic traffic) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("ccgate_attempts")
                .help("Tries at upstreams by result: ok, the status of a refusal, or error.");
        for (Map.Entry<Traffic.Try, LongAdder> attempt : traffic.attempts().entrySet()) {
            counter.dataPoint(new CounterDataPointSnapshot(
                    (double) attempt.getValue().sum(),
                    Labels.of(
                            "upstream", attempt.getKey().upstream(),
                            "result", attempt.getKey().result()),
                    null,
                    0));
        }
        metrics.add(counter.build());
    }

    /** Sums over all statuses, since tokens have none; only what is not zero. */
    private static void merged(
            Traffic traffic,
            CounterSnapshot.Builder counter,
            @org.jspecify.annotations.Nullable String kind,
            ToDoubleFunction<Traffic.Counts> value) {
        Map<Traffic.Labels, Double> sums = new java.util.HashMap<>();
        traffic.counts().forEach((labels, counts) -> {
            double more = value.applyAsDouble(counts);
            if (more > 0) {
                sums.merge(
                        new Traffic.Labels(labels.tenant(), labels.upstream(), labels.model(), labels.protocol(), 0),
                        more,
                        Double::sum);
            }
        });
        sums.forEach((labels, sum) -> counter.dataPoint(new CounterDataPointSnapshot(
                sum, kind == null ? labels(labels) : labels(labels, "kind", kind), null, 0)));
    }

    private void durations(
            String name,
            String help,
            Traffic traffic,
            java.util.function.Function<Traffic.Durations, Histogram> which) {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        traffic.durations()
                .forEach((served, spread) -> histogram.dataPoint(
                        point(which.apply(spread), Labels.of("upstream", served.upstream(), "model", served.model()))));
        metrics.add(histogram.build());
    }

    private static HistogramDataPointSnapshot point(Histogram histogram, Labels labels) {
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(histogram.upperSeconds(), histogram.counts()))
                .sum(histogram.sumSeconds())
                .labels(labels)
                .build();
    }

    private static Labels labels(Traffic.Labels labels, String... more) {
        Labels all = Labels.of(
                "tenant", labels.tenant(),
                "upstream", labels.upstream(),
                "model", labels.model(),
                "protocol", labels.protocol());
        return more.length == 0 ? all : all.merge(Labels.of(more));
    }
}
