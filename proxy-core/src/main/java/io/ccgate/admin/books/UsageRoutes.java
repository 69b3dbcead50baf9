package io.ccgate.admin.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.usage.query.GroupBy;
import io.ccgate.usage.query.GroupPage;
import io.ccgate.usage.query.UsageChart;
import io.ccgate.usage.query.UsageChart.Question;
import io.ccgate.usage.query.UsageQuery;
import io.ccgate.usage.query.UsageRange;
import io.ccgate.usage.query.UsageSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Usage over time and in groups, as the administrator or one tenant may see it. */
public final class UsageRoutes implements RouteGroup {
    private static final Schema SUMS = Schema.object()
            .with("totalRequests", Schema.whole())
            .with("totalTokens", Schema.whole())
            .with("inputTokens", Schema.whole())
            .with("outputTokens", Schema.whole())
            .with("cacheCreationTokens", Schema.whole())
            .with("cacheReadTokens", Schema.whole())
            .with("totalCost", Schema.number())
            .with("inputCost", Schema.number())
            .with("outputCost", Schema.number())
            .with("cacheCreationCost", Schema.number())
            .with("cacheReadCost", Schema.number())
            .with("avgCost", Schema.number())
            .with("totalDuration", Schema.whole().described("milliseconds"))
            .with("avgDuration", Schema.whole().described("milliseconds"))
            .with("errorCount", Schema.whole())
            .with("errorRate", Schema.whole().described("percent"));

    private static final Schema ANSWER = Schema.object()
            .with("from", Schema.text())
            .with("to", Schema.text())
            .with("step", Schema.oneOf("hour", "day"))
            .with("by", Schema.text())
            .with("times", Schema.list(Schema.text()).described("UTC days, or hours such as 2026-11-22T15"))
            .with("total", SUMS)
            .with("groups", Schema.list(SUMS.with("key", Schema.text())).described("dearest first"))
            .optional("groupCount", Schema.whole().described("how many sessions there are, when not all are listed"))
            .with(
                    "chart",
                    Schema.list(Schema.object()
                                    .with("key", Schema.text())
                                    .with("requests", Schema.list(Schema.whole()))
                                    .with("tokens", Schema.list(Schema.whole()))
                                    .with("cost", Schema.list(Schema.number()))
                                    .optional("rest", Schema.flag()))
                            .described("the first groups over time, then all others together"));

    /** As many as a page shows; a year has half a million. */
    private static final int SESSIONS = 500;

    private final GatewayStatus status;

    public UsageRoutes(GatewayStatus status) {
        this.status = status;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/admin/v1/usage", Access.TENANT, "Usage over time and in groups", this::usage)
                        .query("from", "first UTC day; absent: the last one", Schema.day())
                        .query("to", "last UTC day; absent: today", Schema.day())
                        .query("step", "a point of time", Schema.oneOf("hour", "day"))
                        .query(
                                "by",
                                "what a group is",
                                Schema.oneOf("none", "day", "hour", "model", "upstream", "tenant", "agent", "session"))
                        .query("tenant", "only this one; for administrators", Schema.text())
                        .query("model", "only this one", Schema.text())
                        .query("upstream", "only this one", Schema.text())
                        .query("agent", "only this one", Schema.text())
                        .gives(ANSWER));
    }

    private AdminAnswer usage(AdminRequest request) {
        LocalDate today = LocalDate.ofInstant(status.now(), ZoneOffset.UTC);
        LocalDate to = day(request, "to").orElse(today);
        LocalDate from = day(request, "from").orElse(to);
        if (from.isAfter(to) || from.plusDays(UsageChart.MOST_DAYS).isBefore(to)) {
            throw AdminProblem.invalid(
                    "from", "the range is backwards or too long", "ask for at most " + UsageChart.MOST_DAYS + " days");
        }
        String wanted = request.query("by").orElse("none");
        Optional<GroupBy> by = wanted.equals("none") ? Optional.empty() : Optional.of(group(wanted));
        Question asked = new Question(
                from,
                to,
                request.query("step").orElse("day").equals("hour"),
                by.filter(group -> group != GroupBy.SESSION),
                new UsageSlice(request.query("model"), request.query("upstream"), request.query("agent")));
        try {
            Set<String> tenants = tenants(request);
            ObjectNode answer = status.books().chart().of(tenants, asked);
            if (by.equals(Optional.of(GroupBy.SESSION))) {
                sessions(answer, tenants, from, to);
            }
            return AdminAnswer.json(answer);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Sessions are only in the files, and as sums: the chart stays that of all together. */
    private void sessions(ObjectNode answer, Set<String> tenants, LocalDate from, LocalDate to) throws IOException {
        UsageQuery query = status.books().query();
        UsageRange asked =
                new UsageRange(from, to, GroupBy.SESSION, UsageRange.Report.USAGE, GroupPage.dearest(SESSIONS));
        ObjectNode range = query.range(List.copyOf(tenants), asked);
        answer.put("by", GroupBy.SESSION.id());
        if (range.has("groupCount")) {
            answer.set("groupCount", range.get("groupCount"));
        }
        answer.set("groups", range.withArray("groups"));
    }

    /** Those in the configuration, and for the administrator those who were once. A name that is neither never becomes a path. */
    private Set<String> tenants(AdminRequest request) throws IOException {
        Optional<String> own = request.caller().tenant();
        if (own.isPresent()) {
            return Set.of(own.get());
        }
        Set<String> all = new LinkedHashSet<>(status.books().files().tenants());
        status.snapshot().config().tenants().forEach(tenant -> all.add(tenant.id()));
        Optional<String> one = request.query("tenant");
        return one.isEmpty() ? all : one.filter(all::contains).map(Set::of).orElse(Set.of());
    }

    private static GroupBy group(String name) {
        return GroupBy.of(name)
                .orElseThrow(() -> AdminProblem.invalid(
                        "by", "no such group", "use none, day, hour, model, upstream, tenant, agent or session"));
    }

    private static Optional<LocalDate> day(AdminRequest request, String name) {
        try {
            return request.query(name).map(LocalDate::parse);
        } catch (DateTimeException malformed) {
            throw AdminProblem.invalid(name, "not a date", "send a day such as 2026-01-31");
        }
    }
}
