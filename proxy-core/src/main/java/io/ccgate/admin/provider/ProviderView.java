package io.ccgate.admin.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Schema;
import io.ccgate.balance.UpstreamView;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.UpstreamConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One provider as it is shown: CCG Gateway's fields, then what there is beyond them. Pure. */
final class ProviderView {
    private static final Schema MAP = Schema.object()
            .with("id", Schema.whole())
            .with("source_model", Schema.text())
            .with("target_model", Schema.text())
            .with("enabled", Schema.flag());

    static final Schema SCHEMA = Schema.object()
            .with("id", Schema.text())
            .with("cli_type", Schema.oneOf("claude_code", "codex", "gemini"))
            .with("name", Schema.text())
            .with("base_url", Schema.text())
            .with("api_key", Schema.text().described("masked; a reference is shown as it is written"))
            .with("enabled", Schema.flag())
            .with("failure_threshold", Schema.whole())
            .with("blacklist_minutes", Schema.number())
            .with("consecutive_failures", Schema.whole())
            .with("blacklisted_until", Schema.whole().orNull().described("seconds since 1970"))
            .with("sort_order", Schema.whole())
            .with("model_maps", Schema.list(MAP))
            .with("is_blacklisted", Schema.flag())
            .with("cli_types", Schema.list(Schema.text()).described("the agents it serves; empty: all"))
            .with("protocol", Schema.text())
            .with("weight", Schema.number())
            .with("healthy", Schema.flag())
            .with("available", Schema.flag())
            .with("in_flight", Schema.whole())
            .with("cooling_until", Schema.instant().orNull())
            .with("cooling_models", Schema.map(Schema.instant()))
            .with("config", Schema.map(Schema.anything()).described("its entry of upstreams.json, secrets masked"));

    private ProviderView() {}

    /**
     * @param order its index in the file
     * @param entry what the file says of it, secrets masked
     * @param view null when it is not yet in force
     */
    static ObjectNode of(UpstreamConfig upstream, int order, JsonNode entry, @Nullable UpstreamView view) {
        Instant out = view == null ? null : view.blacklistedUntil();
        Instant cooling = view == null ? null : view.coolingUntil();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", upstream.id());
        node.put("cli_type", cliType(upstream));
        node.put("name", upstream.name());
        node.put("base_url", upstream.url().toString());
        node.put("api_key", entry.path("key").asText());
        node.put("enabled", upstream.enabled());
        node.put("failure_threshold", upstream.failureThreshold());
        node.put("blacklist_minutes", minutes(upstream));
        node.put("consecutive_failures", view == null ? 0 : view.consecutiveFailures());
        node.put("blacklisted_until", out == null ? null : out.getEpochSecond());
        node.put("sort_order", order);
        ArrayNode maps = node.putArray("model_maps");
        for (ModelRule rule : upstream.models()) {
            maps.addObject()
                    .put("id", maps.size())
                    .put("source_model", rule.pattern().text())
                    .put("target_model", rule.target())
                    .put("enabled", true);
        }
        node.put("is_blacklisted", out != null);
        ArrayNode agents = node.putArray("cli_types");
        upstream.agents().forEach(agent -> agents.add(agent.id()));
        node.put("protocol", upstream.protocol().id());
        node.put("weight", BigDecimal.valueOf(upstream.weight()).stripTrailingZeros());
        node.put("healthy", view == null || view.healthy());
        node.put("available", view != null && view.available());
        node.put("in_flight", view == null ? 0 : view.inFlight());
        node.put("cooling_until", cooling == null ? null : cooling.toString());
        ObjectNode models = node.putObject("cooling_models");
        if (view != null) {
            view.coolingModels().forEach((model, until) -> models.put(model, until.toString()));
        }
        node.set("config", entry);
        return node;
    }

    /** CCG Gateway ties a provider to one agent: the first it serves, or the one whose protocol it speaks. */
    private static String cliType(UpstreamConfig upstream) {
        for (Agent agent : upstream.agents()) {
            if (agent != Agent.OTHER) {
                return agent.id();
            }
        }
        return switch (upstream.protocol()) {
            case ANTHROPIC -> Agent.CLAUDE_CODE.id();
            case CHAT, RESPONSES -> Agent.CODEX.id();
            case GEMINI -> Agent.GEMINI.id();
        };
    }

    private static BigDecimal minutes(UpstreamConfig upstream) {
        BigDecimal minutes = BigDecimal.valueOf(upstream.blacklistFor().toMillis())
                .divide(BigDecimal.valueOf(60_000), 3, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return minutes.scale() < 0 ? minutes.setScale(0) : minutes;
    }
}
