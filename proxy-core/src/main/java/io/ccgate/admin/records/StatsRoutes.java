package io.ccgate.admin.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.query.UsageReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Numbers by day and upstream, and by upstream, as CCG Gateway answers them. */
public final class StatsRoutes implements RouteGroup {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final GatewayStatus status;
    private final UsageReport report;

    /** Numbers of one upstream and agent, of one day or of all. */
    private record Key(String day, String upstream, String agent) implements Comparable<Key> {
        private static final Comparator<Key> NEWEST_FIRST = Comparator.comparing(Key::day)
                .reversed()
                .thenComparing(Key::upstream)
                .thenComparing(Key::agent);

        @Override
        public int compareTo(Key other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    public StatsRoutes(GatewayStatus status, InstantSource clock) {
        this.status = status;
        this.report = new UsageReport(status.books().files(), status.books().ledger(), clock);
    }

    @Override
    public List<AdminRoute> routes() {
        Schema day = Schema.object()
                .with("usage_date", Schema.text())
                .with("provider_id", Schema.text())
                .with("provider_name", Schema.text())
                .with("cli_type", Schema.text())
                .with("request_count", Schema.whole())
                .with("success_count", Schema.whole())
                .with("failure_count", Schema.whole())
                .with("prompt_tokens", Schema.whole().described("input of every kind, caches included"))
                .with("completion_tokens", Schema.whole());
        Schema provider = Schema.object()
                .with("provider_id", Schema.text())
                .with("provider_name", Schema.text())
                .with("cli_type", Schema.text())
                .with("total_requests", Schema.whole())
                .with("total_success", Schema.whole())
                .with("total_failure", Schema.whole())
                .with("success_rate", Schema.number().described("percent"))
                .with("total_tokens", Schema.whole());
        return List.of(
                range(AdminRoute.of(
                                "GET",
                                "/admin/v1/stats/daily",
                                Access.READ,
                                "By day and upstream, newest first",
                                this::daily))
                        .query("provider_id", "Only this upstream", Schema.text())
                        .gives(Schema.list(day)),
                range(AdminRoute.of("GET", "/admin/v1/stats/providers", Access.READ, "By upstream", this::providers))
                        .gives(Schema.list(provider)));
    }

    private static AdminRoute range(AdminRoute route) {
        return route.query("start_date", "First UTC day; 30 days when absent", Schema.day())
                .query("end_date", "Last UTC day; today when absent", Schema.day())
                .query("cli_type", "Only this agent", Schema.text());
    }

    private AdminAnswer daily(AdminRequest request) throws IOException {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<Key, Aggregate> entry : sums(request, true).entrySet()) {
            Aggregate usage = entry.getValue();
            ObjectNode node =
                    answer.addObject().put("usage_date", entry.getKey().day());
            who(node, entry.getKey())
                    .put("request_count", usage.requests())
                    .put("success_count", usage.requests() - usage.errors())
                    .put("failure_count", usage.errors())
                    .put("prompt_tokens", usage.input() + usage.cacheCreation() + usage.cacheRead())
                    .put("completion_tokens", usage.output());
        }
        return AdminAnswer.json(answer);
    }

    private AdminAnswer providers(AdminRequest request) throws IOException {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<Key, Aggregate> entry : sums(request, false).entrySet()) {
            Aggregate usage = entry.getValue();
            long good = usage.requests() - usage.errors();
            who(answer.addObject(), entry.getKey())
                    .put("total_requests", usage.requests())
                    .put("total_success", good)
                    .put("total_failure", usage.errors())
                    .put("success_rate", percent(good, usage.requests()))
                    .put("total_tokens", usage.tokens());
        }
        return AdminAnswer.json(answer);
    }

    private static BigDecimal percent(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
    }

    private ObjectNode who(ObjectNode node, Key key) {
        return node.put("provider_id", key.upstream())
                .put("provider_name", name(key.upstream()))
                .put("cli_type", key.agent());
    }

    /** The name an upstream has now; one that is gone keeps its id. */
    private String name(String id) {
        return status.snapshot().config().upstreams().stream()
                .filter(upstream -> upstream.id().equals(id))
                .map(UpstreamConfig::name)
                .findFirst()
                .orElse(id);
    }

    private Map<Key, Aggregate> sums(AdminRequest request, boolean byDay) throws IOException {
        LocalDate end =
                request.query("end_date").map(text -> day("end_date", text)).orElse(report.today());
        LocalDate start =
                request.query("start_date").map(text -> day("start_date", text)).orElse(end.minusDays(USUAL_DAYS - 1));
        if (start.isAfter(end) || ChronoUnit.DAYS.between(start, end) >= MOST_DAYS) {
            throw AdminProblem.invalid(
                    "start_date", "not a span of up to " + MOST_DAYS + " days", "send a day at or before end_date");
        }
        Optional<String> agent = request.query("cli_type");
        Optional<String> upstream = byDay ? request.query("provider_id") : Optional.empty();
        Map<Key, Aggregate> sums = new TreeMap<>();
        for (String tenant : tenants()) {
            for (LocalDate day = start; !day.isAfter(end); day = day.plusDays(1)) {
                String date = byDay ? day.toString() : "";
                Cells cells = report.day(tenant, day);
                cells.forEach((cell, usage) -> {
                    if (agent.map(cell.agent()::equals).orElse(true)
                            && upstream.map(cell.upstream()::equals).orElse(true)) {
                        sums.computeIfAbsent(new Key(date, cell.upstream(), cell.agent()), unused -> new Aggregate())
                                .add(usage);
                    }
                });
            }
        }
        return sums;
    }

    /** Those of the configuration, and those of the past that left files. */
    private Set<String> tenants() throws IOException {
        Set<String> ids = new TreeSet<>(report.tenants());
        status.snapshot().config().tenants().stream().map(TenantConfig::id).forEach(ids::add);
        return ids;
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw AdminProblem.invalid(name, "not a date", "send a day such as 2026-01-31");
        }
    }
}
