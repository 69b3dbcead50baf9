package io.ccgate.admin;

import io.ccgate.balance.UpstreamView;
import io.ccgate.config.snapshot.ReloadStatus;
import io.ccgate.observe.metrics.Exposition;
import io.ccgate.usage.journal.JournalHealth;
import io.netty.util.internal.PlatformDependent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** {@code GET /metrics} in Prometheus' text format. It reads counters and holds no lock. */
final class MetricsText {
    private static final double NANOS = 1e9;

    private MetricsText() {}

    static String contentType() {
        return Exposition.CONTENT_TYPE;
    }

    static byte[] of(GatewayStatus status) {
        Exposition out = new Exposition().traffic(status.observation().traffic());
        config(status, out);
        load(status, out);
        books(status, out);
        upstreams(status.balancer().views(), out);
        return out.text();
    }

    private static void config(GatewayStatus status, Exposition out) {
        ReloadStatus reload = status.lastReload();
        out.gauge(
                        "ccgate_config_revision",
                        "Revision of the configuration in force.",
                        status.snapshot().revision())
                .gauge(
                        "ccgate_config_reload_ok",
                        "1 when the newest edit is in force, 0 when it was refused.",
                        reload.ok() ? 1 : 0)
                .gauge("ccgate_config_reload_failures", "Edits refused in a row.", reload.failures())
                .gauge(
                        "ccgate_uptime_seconds",
                        "Since the gateway started.",
                        status.uptime().toMillis() / 1e3);
    }

    private static void load(GatewayStatus status, Exposition out) {
        Observation observed = status.observation();
        out.gauge("ccgate_requests_active", "Requests being served.", status.activeRequests())
                .gauge(
                        "ccgate_streams_open",
                        "Event streams that flow to clients.",
                        observed.openStreams().getAsLong())
                .gauge(
                        "ccgate_upstream_connections_open",
                        "Connections to upstreams that are up.",
                        observed.connections().open())
                .gauge(
                        "ccgate_upstream_connections_idle",
                        "Connections to upstreams that wait for a request.",
                        observed.connections().idle())
                .gauge(
                        "ccgate_upstream_connections_waiting",
                        "Requests that wait for a connection to come up.",
                        observed.connections().waiting())
                .gauge(
                        "ccgate_event_loop_delay_seconds",
                        "By how much the latest event loop missed its time since the last scrape.",
                        observed.loopDelay().takeWorst() / NANOS)
                .gauge(
                        "ccgate_direct_memory_bytes",
                        "Direct memory that Netty uses.",
                        PlatformDependent.usedDirectMemory())
                .gauge(
                        "ccgate_heap_bytes",
                        "Heap in use.",
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory());
    }

    private static void books(GatewayStatus status, Exposition out) {
        JournalHealth journal = status.books().health();
        Observation observed = status.observation();
        out.gauge("ccgate_journal_ok", "1 when usage records reach the disk.", journal.ok() ? 1 : 0)
                .gauge("ccgate_journal_queued", "Usage records waiting to be written.", journal.queued())
                .gauge("ccgate_journal_backlog_bytes", "Usage records the disk refused so far.", journal.backlogBytes())
                .counter("ccgate_journal_written", "Usage records written since the start.", journal.written())
                .counter("ccgate_journal_dropped", "Usage records lost for want of room.", journal.dropped())
                .gauge(
                        "ccgate_request_log_queued",
                        "Requests waiting for the request log.",
                        observed.requestLog().queued())
                .counter(
                        "ccgate_request_log_written",
                        "Requests in the request log since the start.",
                        observed.requestLog().written())
                .counter(
                        "ccgate_request_log_dropped",
                        "Requests missing in the request log.",
                        observed.requestLog().dropped())
                .gauge(
                        "ccgate_request_log_held_bytes",
                        "Headers and bodies held for the request log.",
                        observed.recordings().held())
                .counter(
                        "ccgate_request_log_left_out_bytes",
                        "Bytes of bodies not kept for want of memory.",
                        observed.recordings().leftOut());
    }

    private static void upstreams(List<UpstreamView> views, Exposition out) {
        out.gauge(
                "ccgate_upstream_available",
                "1 when requests are offered to the upstream.",
                "upstream",
                each(views, view -> view.enabled() && view.healthy() && view.available() ? 1 : 0));
        out.gauge(
                "ccgate_upstream_blacklisted",
                "1 while the upstream is out after failures in a row.",
                "upstream",
                each(views, view -> view.blacklistedUntil() != null ? 1 : 0));
        out.gauge(
                "ccgate_upstream_in_flight",
                "Requests running at the upstream.",
                "upstream",
                each(views, UpstreamView::inFlight));
        out.gauge(
                "ccgate_upstream_failures",
                "Failures of the upstream in a row.",
                "upstream",
                each(views, UpstreamView::consecutiveFailures));
    }

    private static Map<String, Double> each(List<UpstreamView> views, ToDoubleFunction<UpstreamView> value) {
        Map<String, Double> values = new LinkedHashMap<>();
        views.forEach(view -> values.put(view.id(), value.applyAsDouble(view)));
        return values;
    }
}
