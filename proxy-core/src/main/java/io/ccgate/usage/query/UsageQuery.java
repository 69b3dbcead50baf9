package io.ccgate.usage.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.price.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of {@code POST /usage} in CCGate's shape. A range adds one member, {@code data.range}; without one the
 * answer is exactly CCGate's. Reads files when asked for other days than today: call it on a worker thread.
 */
public final class UsageQuery {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PERCENT_DIGITS = 2;

    private final UsageReport report;
    private final @Nullable Ledger ledger;

    /** @param ledger null when no gateway runs in this process */
    public UsageQuery(UsageReport report, @Nullable Ledger ledger) {
        this.report = report;
        this.ledger = ledger;
    }

    /** What a key holder may see: the tenant's own usage and limits. */
    public ObjectNode tenant(TenantConfig tenant, Optional<UsageRange> range) throws IOException {
        LocalDate today = report.today();
        Cells cells = report.day(tenant.id(), today);
        ObjectNode answer = JSON.objectNode().put("success", true).put("type", "tenant");
        ObjectNode data = answer.putObject("data");
        ObjectNode usage = data.putObject("usage");
        usage.put("tenantId", tenant.id()).put("date", today.toString());
        usage.set("limits", limits(tenant, cells));
        usage.set("todayUsage", AggregateJson.day(cells));
        data.putObject("tenant").put("id", tenant.id()).put("name", tenant.name());
        if (range.isPresent()) {
            data.set("range", range(List.of(tenant.id()), range.get()));
        }
        return answer;
    }

    /**
     * What the administrator sees: all tenants.
     *
     * @param upstreams the {@code upstreams} part of the answer; its {@code total} and {@code healthy} are repeated in
     *     {@code system}
     */
    public ObjectNode admin(List<TenantConfig> tenants, ObjectNode upstreams, Optional<UsageRange> range)
            throws IOException {
        LocalDate today = report.today();
        Cells all = new Cells();
        ArrayNode each = JSON.arrayNode();
        int active = 0;
        for (TenantConfig tenant : tenants) {
            Cells cells = report.day(tenant.id(), today);
            all.add(cells);
            active += tenant.enabled() ? 1 : 0;
            ObjectNode entry = each.addObject().put("tenantId", tenant.id()).put("tenantName", tenant.name());
            entry.set("usage", AggregateJson.day(cells));
            entry.set("limits", limits(tenant, cells));
        }
        ObjectNode day = AggregateJson.day(all);
        ObjectNode answer = JSON.objectNode().put("success", true).put("type", "admin");
        ObjectNode data = answer.putObject("data");
        ObjectNode usage = data.putObject("usage");
        ObjectNode todayUsage = usage.putObject("todayUsage");
        for (String name : List.of("totalRequests", "totalTokens", "totalCost", "errorRate", "byModel")) {
            todayUsage.set(name, day.get(name));
        }
        usage.putNull("limits");
        usage.set("tenants", each);
        ObjectNode system = data.putObject("system");
        system.set("totalRequests", day.get("totalRequests"));
        system.set("totalCost", day.get("totalCost"));
        system.put("activeTenants", active)
                .put("totalUpstreams", upstreams.path("total").asInt())
                .put("healthyUpstreams", upstreams.path("healthy").asInt());
        data.set("upstreams", upstreams);
        if (range.isPresent()) {
            data.set("range", range(tenants.stream().map(TenantConfig::id).toList(), range.get()));
        }
        return answer;
    }

    /**
     * {@code {from, to, groupBy, total: AGG, groups: [{key, ...AGG}]}}; AGG has {@code corrections} and
     * {@code correctedCost} where prices were corrected later. In a cache report it is {@link CacheJson}'s instead. Where
     * not all groups are shown, {@code groupCount} says how many there are; the total is always that of all.
     */
    public ObjectNode range(List<String> tenantIds, UsageRange range) throws IOException {
        ObjectNode node = JSON.objectNode()
                .put("from", range.from().toString())
                .put("to", range.to().toString())
                .put("groupBy", range.groupBy().id());
        if (range.report() == UsageRange.Report.CACHE) {
            node.put("report", "cache");
        }
        UsageGroups found = report.groups(tenantIds, range);
        node.set("total", sums(found.total(), range.report()));
        if (found.rows().size() < found.count()) {
            node.put("groupCount", found.count()).put("offset", range.page().offset());
        }
        ArrayNode groups = node.putArray("groups");
        for (UsageRow row : found.rows()) {
            ObjectNode group = groups.addObject().put("key", row.key());
            group.setAll(sums(row.usage(), range.report()));
        }
        return node;
    }

    private static ObjectNode sums(Aggregate usage, UsageRange.Report report) {
        if (report == UsageRange.Report.CACHE) {
            return CacheJson.of(usage);
        }
        ObjectNode sums = AggregateJson.sums(usage);
        if (usage.corrections() > 0) {
            sums.put("corrections", usage.corrections()).put("correctedCost", Money.dollars(usage.corrected()));
        }
        return sums;
    }

    /** {@code {usd?: {used, limit, percentage, exceeded}}} of the day. */
    private ObjectNode limits(TenantConfig tenant, Cells today) {
        ObjectNode limits = JSON.objectNode();
        Optional<BigDecimal> limit = tenant.limits().daily().maxUSD();
        if (limit.isEmpty()) {
            return limits;
        }
        long used = usedToday(tenant, today);
        long max = Money.micros(limit.get());
        limits.putObject("usd")
                .put("used", Money.dollars(used))
                .put("limit", Money.dollars(max))
                .put("percentage", percentage(used, max))
                .put("exceeded", used >= max);
        return limits;
    }

    private long usedToday(TenantConfig tenant, Cells today) {
        Ledger running = ledger;
        if (running != null) {
            return running.standing(tenant).daily().micros();
        }
        Aggregate sum = new Aggregate();
        today.forEach((cell, usage) -> sum.add(usage));
        return sum.totalCost();
    }

    private static BigDecimal percentage(long used, long max) {
        if (max == 0) {
            return BigDecimal.valueOf(100);
        }
        BigDecimal exact = BigDecimal.valueOf(used)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(max), PERCENT_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
    }
}
