package io.ccgate.admin;

import io.ccgate.balance.UpstreamView;
import io.ccgate.config.snapshot.ReloadStatus;
import io.ccgate.usage.journal.JournalHealth;
import io.netty.util.internal.PlatformDependent;
import java.nio.charset.StandardCharsets;

/** {@code GET /metrics} in Prometheus' text format, version 0.0.4. Cheap: it reads counters and holds no lock. */
final class MetricsText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(2048);

    private MetricsText() {}

    static byte[] of(GatewayStatus status) {
        MetricsText metrics = new MetricsText();
        ReloadStatus reload = status.lastReload();
        metrics.gauge(
                "ccgate_config_revision",
                "Revision of the configuration in force.",
                status.snapshot().revision());
        metrics.gauge(
                "ccgate_config_reload_ok",
                "1 when the newest edit is in force, 0 when it was refused.",
                reload.ok() ? 1 : 0);
        metrics.gauge("ccgate_config_reload_failures", "Edits refused in a row.", reload.failures());
        metrics.gauge("ccgate_requests_active", "Requests being served.", status.activeRequests());
        metrics.gauge(
                "ccgate_direct_memory_bytes", "Direct memory that Netty uses.", PlatformDependent.usedDirectMemory());
        JournalHealth journal = status.books().health();
        metrics.gauge("ccgate_journal_ok", "1 when usage records reach the disk.", journal.ok() ? 1 : 0);
        metrics.gauge("ccgate_journal_queued", "Usage records waiting to be written.", journal.queued());
        metrics.counter("ccgate_journal_written_total", "Usage records written since the start.", journal.written());
        metrics.counter("ccgate_journal_dropped_total", "Usage records lost for want of room.", journal.dropped());
        metrics.upstreams(status);
        return metrics.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void upstreams(GatewayStatus status) {
        head("ccgate_upstream_available", "1 when requests are offered to the upstream.", "gauge");
        for (UpstreamView view : status.balancer().views()) {
            labelled(
                    "ccgate_upstream_available",
                    view.id(),
                    view.enabled() && view.healthy() && view.available() ? 1 : 0);
        }
        head("ccgate_upstream_in_flight", "Requests running at the upstream.", "gauge");
        for (UpstreamView view : status.balancer().views()) {
            labelled("ccgate_upstream_in_flight", view.id(), view.inFlight());
        }
        head("ccgate_upstream_failures", "Failures of the upstream in a row.", "gauge");
        for (UpstreamView view : status.balancer().views()) {
            labelled("ccgate_upstream_failures", view.id(), view.consecutiveFailures());
        }
    }

    private void gauge(String name, String help, long value) {
        head(name, help, "gauge");
        text.append(name).append(' ').append(value).append('\n');
    }

    private void counter(String name, String help, long value) {
        head(name, help, "counter");
        text.append(name).append(' ').append(value).append('\n');
    }

    private void head(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void labelled(String name, String upstream, long value) {
        String escaped = upstream.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append(name)
                .append("{upstream=\"")
                .append(escaped)
                .append("\"} ")
                .append(value)
                .append('\n');
    }
}
