package io.ccgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.auth.AdminAuth;
import io.ccgate.auth.TenantIndex;
import io.ccgate.balance.UpstreamView;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.error.GatewayError;
import io.ccgate.policy.AccessPolicy;
import io.ccgate.usage.ledger.Measure;
import io.ccgate.usage.query.GroupBy;
import io.ccgate.usage.query.GroupPage;
import io.ccgate.usage.query.UsageRange;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Usage as one caller of a running gateway may see it. For one request; on a worker thread. */
final class RunningUsage implements UsageFacts {
    /** Of the many sessions of a year as many as an answer usually has room for. */
    private static final int SESSIONS = 1000;

    private final Config config;
    private final GatewayStatus status;
    private final AdminAuth admins;
    private final ErrorEnvelope errors;
    private final InetAddress caller;

    RunningUsage(GatewayStatus status, AdminAuth admins, ErrorEnvelope errors, InetAddress caller) {
        this.config = status.snapshot().config();
        this.status = status;
        this.admins = admins;
        this.errors = errors;
        this.caller = caller;
    }

    @Override
    public boolean adminEnabled() {
        return config.server().admin().enabled();
    }

    @Override
    public boolean isAdmin(String username, String password) {
        return admins.login(config.server().admin(), caller, username, password) instanceof AdminAuth.Result.Granted;
    }

    @Override
    public Optional<TenantConfig> tenantOf(String key) {
        return key.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(TenantIndex.of(config.tenants()).find(key));
    }

    @Override
    public Optional<GatewayError> refusal(TenantConfig tenant) {
        return AccessPolicy.refusal(tenant, caller, status.now());
    }

    @Override
    public String message(GatewayError error) {
        return errors.message(error);
    }

    @Override
    public JsonNode tenantUsage(TenantConfig tenant, Optional<Range> range) throws IOException {
        return status.books().query().tenant(tenant, range.map(RunningUsage::usageRange));
    }

    @Override
    public JsonNode adminUsage(Optional<Range> range) throws IOException {
        return status.books().query().admin(config.tenants(), upstreams(), range.map(RunningUsage::usageRange));
    }

    private static UsageRange usageRange(Range range) {
        GroupBy by = GroupBy.of(range.groupBy())
                .orElseThrow(() -> new IllegalArgumentException(
                        "groupBy must be one of day, hour, model, upstream, tenant, agent, session"));
        UsageRange.Report report = switch (range.report()) {
            case "usage" -> UsageRange.Report.USAGE;
            case "cache" -> UsageRange.Report.CACHE;
            default -> throw new IllegalArgumentException("report must be usage or cache");
        };
        return new UsageRange(range.from(), range.to(), by, report, page(range, by));
    }

    private static GroupPage page(Range range, GroupBy by) {
        boolean sessions = by == GroupBy.SESSION;
        String order = range.orderBy().orElse(sessions ? "cost" : "key");
        Optional<Measure> measure = switch (order) {
            case "key" -> Optional.empty();
            case "cost" -> Optional.of(Measure.COST);
            case "tokens" -> Optional.of(Measure.TOKENS);
            case "requests" -> Optional.of(Measure.REQUESTS);
            default -> throw new IllegalArgumentException("orderBy must be one of key, cost, tokens, requests");
        };
        return new GroupPage(measure, range.offset(), range.limit().orElse(sessions ? SESSIONS : Integer.MAX_VALUE));
    }

    /** {@code {total, healthy, unhealthy, healthStatus, upstreams: […]}}, as CCGate answers. */
    private ObjectNode upstreams() {
        Map<String, UpstreamView> views = new HashMap<>();
        status.balancer().views().forEach(view -> views.put(view.id(), view));
        List<UpstreamConfig> enabled =
                config.upstreams().stream().filter(UpstreamConfig::enabled).toList();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode healthStatus = JsonNodeFactory.instance.objectNode();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        int healthy = 0;
        for (UpstreamConfig upstream : config.upstreams()) {
            UpstreamView view = views.get(upstream.id());
            boolean up = upstream.enabled() && view != null && view.healthy() && view.available();
            healthy += up ? 1 : 0;
            healthStatus.put(upstream.id(), up);
            all.addObject()
                    .put("id", upstream.id())
                    .put("name", upstream.name())
                    .put("url", upstream.url().toString())
                    .put("weight", upstream.weight())
                    .put("enabled", upstream.enabled())
                    .put("healthy", up);
        }
        node.put("total", config.upstreams().size());
        node.put("healthy", healthy);
        node.put("unhealthy", enabled.size() - healthy);
        node.set("healthStatus", healthStatus);
        node.set("upstreams", all);
        return node;
    }
}
