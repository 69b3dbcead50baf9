package io.ccgate.admin.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.HealthFacts;
import io.ccgate.admin.Observation;
import io.ccgate.admin.api.Schema;
import io.ccgate.admin.tenant.TenantStanding;
import io.ccgate.balance.UpstreamView;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.observe.metrics.Trend;
import io.ccgate.policy.Entrance;
import io.ccgate.usage.journal.JournalHealth;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.price.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of the gateway at a glance, as the administrator or one tenant may see it. Any thread but an event loop. */
public final class Overview {
    private static final Schema TODAY = Schema.object()
            .with("requests", Schema.whole())
            .with("errors", Schema.whole())
            .with("tokens", Schema.whole())
            .with("input_tokens", Schema.whole())
            .with("output_tokens", Schema.whole())
            .with("cache_creation_tokens", Schema.whole())
            .with("cache_read_tokens", Schema.whole())
            .with("cost_usd", Schema.number())
            .with("duration_ms", Schema.whole().described("of all requests together"));

    private static final Schema UPSTREAM = Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("enabled", Schema.flag())
            .with("healthy", Schema.flag().described("false when the last active health check failed"))
            .with("available", Schema.flag().described("whether a request would be offered to it now"))
            .with("in_flight", Schema.whole())
            .with("consecutive_failures", Schema.whole())
            .with("blacklisted_until", Schema.instant().orNull())
            .with("cooling_until", Schema.instant().orNull())
            .with("cooling_models", Schema.map(Schema.instant()));

    private static final Schema MINUTE = Schema.object()
            .with("at", Schema.instant())
            .with("requests", Schema.whole())
            .with("errors", Schema.whole())
            .with("tokens", Schema.whole())
            .with("cost_usd", Schema.number());

    /** What {@link #admin} and {@link #tenant} look like. */
    static final Schema SCHEMA = Schema.object()
            .with("at", Schema.instant())
            .with("today", TODAY.described("the UTC day"))
            .optional("limits", TenantStanding.LIMITS.described("a tenant's own"))
            .optional("rates", TenantStanding.RATES.described("a tenant's own"))
            .optional("uptime_seconds", Schema.whole())
            .optional("version", Schema.text())
            .optional("active_requests", Schema.whole())
            .optional("open_streams", Schema.whole())
            .optional(
                    "connections",
                    Schema.object()
                            .with("open", Schema.whole())
                            .with("idle", Schema.whole())
                            .with("waiting", Schema.whole())
                            .described("to upstreams"))
            .optional("minutes", Schema.list(MINUTE).described("the last hour, oldest first"))
            .optional(
                    "request_log",
                    Schema.object()
                            .with("queued", Schema.whole())
                            .with("dropped", Schema.whole().described("requests missing in it")))
            .optional("draining", Schema.flag())
            .optional("strategy", Schema.text().described("how an upstream is chosen"))
            .optional("upstreams", Schema.list(UPSTREAM))
            .optional(
                    "config",
                    Schema.object()
                            .with("revision", Schema.whole())
                            .with("hash", Schema.text())
                            .with("loaded_at", Schema.instant())
                            .with("warnings", Schema.whole())
                            .optional("rejected", Schema.text().described("why the newest edit is not in force")))
            .optional(
                    "journal",
                    Schema.object()
                            .with("writable", Schema.flag())
                            .with("pending", Schema.whole())
                            .optional("problem", Schema.text()));

    private final GatewayStatus status;
    private final Entrance entrance;

    /** @param entrance knows the tenants' rates */
    public Overview(GatewayStatus status, Entrance entrance) {
        this.status = status;
        this.entrance = entrance;
    }

    /** All of it. */
    public ObjectNode admin() {
        ConfigSnapshot snapshot = status.snapshot();
        HealthFacts facts = status.facts();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", status.now().toString());
        node.put("uptime_seconds", status.uptime().toSeconds());
        node.put("version", facts.version());
        node.put("active_requests", status.activeRequests());
        node.put("draining", status.draining());
        load(node);
        Aggregate today = new Aggregate();
        snapshot.config().tenants().forEach(tenant -> today.add(today(tenant)));
        node.set("today", json(today));
        node.put("strategy", snapshot.config().loadBalancer().strategy().name().toLowerCase(Locale.ROOT));
        ArrayNode upstreams = node.putArray("upstreams");
        status.balancer().views().forEach(view -> upstream(upstreams.addObject(), view));
        ObjectNode config = node.putObject("config");
        config.put("revision", snapshot.revision());
        config.put("hash", snapshot.hash());
        config.put("loaded_at", snapshot.loadedAt().toString());
        config.put("warnings", snapshot.warnings().size());
        facts.reloadProblems().stream().findFirst().ifPresent(problem -> config.put("rejected", problem));
        JournalHealth journal = status.books().health();
        ObjectNode books = node.putObject("journal");
        books.put("writable", journal.ok());
        books.put("pending", journal.queued());
        journal.problem().ifPresent(problem -> books.put("problem", problem));
        return node;
    }

    private void load(ObjectNode node) {
        Observation observed = status.observation();
        node.put("open_streams", observed.openStreams().getAsLong());
        node.putObject("connections")
                .put("open", observed.connections().open())
                .put("idle", observed.connections().idle())
                .put("waiting", observed.connections().waiting());
        ArrayNode minutes = node.putArray("minutes");
        for (Trend.Minute minute : observed.trend().last(status.now().toEpochMilli())) {
            minutes.addObject()
                    .put("at", Instant.ofEpochMilli(minute.start()).toString())
                    .put("requests", minute.requests())
                    .put("errors", minute.errors())
                    .put("tokens", minute.tokens())
                    .put("cost_usd", Money.dollars(minute.micros()));
        }
        node.putObject("request_log")
                .put("queued", observed.requestLog().queued())
                .put("dropped", observed.requestLog().dropped());
    }

    /** What a tenant may see: its own day and how far its limits are. */
    public ObjectNode tenant(String id) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", status.now().toString());
        Optional<TenantConfig> tenant = status.snapshot().config().tenants().stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
        node.set("today", json(tenant.map(this::today).orElseGet(Aggregate::new)));
        tenant.ifPresent(known -> {
            node.set(
                    "limits",
                    TenantStanding.limits(
                            status.books().ledger().standing(known).limits()));
            node.set("rates", TenantStanding.rates(entrance.standing(known)));
        });
        return node;
    }

    private Aggregate today(TenantConfig tenant) {
        Ledger ledger = status.books().ledger();
        Aggregate sum = new Aggregate();
        ledger.today(tenant.id(), LocalDate.ofInstant(status.now(), ZoneOffset.UTC))
                .forEach((cell, usage) -> sum.add(usage));
        return sum;
    }

    private static ObjectNode json(Aggregate today) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", today.requests())
                .put("errors", today.errors())
                .put("tokens", today.tokens())
                .put("input_tokens", today.input())
                .put("output_tokens", today.output())
                .put("cache_creation_tokens", today.cacheCreation())
                .put("cache_read_tokens", today.cacheRead())
                .put("cost_usd", Money.dollars(today.totalCost()))
                .put("duration_ms", today.duration());
    }

    private static void upstream(ObjectNode node, UpstreamView view) {
        node.put("id", view.id());
        node.put("name", view.name());
        node.put("enabled", view.enabled());
        node.put("healthy", view.healthy());
        node.put("available", view.available());
        node.put("in_flight", view.inFlight());
        node.put("consecutive_failures", view.consecutiveFailures());
        node.put("blacklisted_until", text(view.blacklistedUntil()));
        node.put("cooling_until", text(view.coolingUntil()));
        ObjectNode models = node.putObject("cooling_models");
        view.coolingModels().forEach((model, until) -> models.put(model, until.toString()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
