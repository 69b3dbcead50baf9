package io.ccgate.admin.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Schema;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.policy.Entrance;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.Standing;
import io.ccgate.usage.price.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One tenant as it is shown. */
final class TenantView {
    private static final Schema KEY = Schema.object()
            .with("id", Schema.text())
            .with("shown", Schema.text().described("masked; a reference is shown as it is written"))
            .optional("until", Schema.instant().described("when it is taken away"));
    private static final Schema SPENT = Schema.object()
            .with("cost_usd", Schema.number())
            .with("tokens", Schema.whole())
            .with("requests", Schema.whole());

    static final Schema SCHEMA = Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("enabled", Schema.flag())
            .with("keys", Schema.list(KEY))
            .with("allowed_models", Schema.list(Schema.text()))
            .optional(
                    "spent",
                    Schema.object()
                            .with("daily", SPENT)
                            .with("weekly", SPENT)
                            .with("monthly", SPENT)
                            .with("total", SPENT)
                            .with("reserved", SPENT))
            .with("limits", TenantStanding.LIMITS)
            .with("rates", TenantStanding.RATES)
            .optional("expires_at", Schema.text())
            .with("config", Schema.map(Schema.anything()).described("its entry of tenants.json, secrets masked"));

    private TenantView() {}

    /**
     * @param entry as the file has it
     * @param masked the same without secrets
     * @param retiring when keys are taken away, by their ids
     * @param tenant empty when it is not in force yet
     */
    static ObjectNode of(
            JsonNode entry,
            JsonNode masked,
            Map<String, Instant> retiring,
            Optional<TenantConfig> tenant,
            Ledger ledger,
            Entrance entrance) {
        String id = entry.path("id").asText();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id);
        node.put("name", entry.path("name").asText(id));
        node.put("enabled", entry.path("enabled").asBoolean(true));
        List<TenantKeys.Held> held = TenantKeys.of(entry);
        ArrayNode keys = node.putArray("keys");
        for (TenantKeys.Held key : held) {
            ObjectNode shown = keys.addObject()
                    .put("id", key.id())
                    .put("shown", masked.at(key.step()).asText());
            Instant until = retiring.get(key.id());
            if (until != null) {
                shown.put("until", until.toString());
            }
        }
        ArrayNode models = node.putArray("allowed_models");
        entry.path("allowedModels").forEach(models::add);
        node.putArray("limits");
        node.putObject("rates");
        tenant.ifPresent(known -> {
            Standing standing = ledger.standing(known);
            node.set("spent", spent(standing));
            node.set("limits", TenantStanding.limits(standing.limits()));
            node.set("rates", TenantStanding.rates(entrance.standing(known)));
        });
        if (entry.path("expiresAt").isTextual()) {
            node.set("expires_at", entry.path("expiresAt"));
        }
        node.set("config", masked);
        return node;
    }

    private static ObjectNode spent(Standing standing) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(
                "daily",
                spent(
                        standing.daily().micros(),
                        standing.daily().tokens(),
                        standing.daily().requests()));
        node.set(
                "weekly",
                spent(
                        standing.weekly().micros(),
                        standing.weekly().tokens(),
                        standing.weekly().requests()));
        node.set(
                "monthly",
                spent(
                        standing.monthly().micros(),
                        standing.monthly().tokens(),
                        standing.monthly().requests()));
        node.set(
                "total",
                spent(
                        standing.total().micros(),
                        standing.total().tokens(),
                        standing.total().requests()));
        node.set("reserved", spent(standing.reservedMicros(), standing.reservedTokens(), standing.reservedRequests()));
        return node;
    }

    private static ObjectNode spent(long micros, long tokens, long requests) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cost_usd", Money.dollars(micros))
                .put("tokens", tokens)
                .put("requests", requests);
    }
}
