package io.ccgate.policy;

import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.usage.ledger.LedgerRules;
import io.ccgate.usage.ledger.LimitWarning;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ledger follows: the names that models have here, and whom to warn before a limit is reached. A warning is a line in the
 * log, an event for the console and, if there is one, a call of the webhook. Any thread.
 */
public final class LimitAlerts implements LedgerRules, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LimitAlerts.class);

    private final InstantSource clock;
    private final BiConsumer<String, Map<String, String>> told;
    private final Webhook webhook = new Webhook();
    private volatile Rules rules;

    private record Rules(OpenAiConfig openai, List<Integer> percents, Thresholds thresholds, Optional<Secret> url) {}

    /** The same numbers as the ledger wants them. */
    private static final class Thresholds {
        private final int[] values;

        Thresholds(List<Integer> percents) {
            values = percents.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** @param told hears each warning in words, and what stands in them by name, on the thread that settled; must not block */
    public LimitAlerts(ServerConfig server, InstantSource clock, BiConsumer<String, Map<String, String>> told) {
        this.clock = clock;
        this.told = told;
        this.rules = rules(server, new Thresholds(server.alerts().thresholds()));
    }

    /** Follows another configuration. */
    public void reconfigure(ServerConfig server) {
        Rules before = rules;
        List<Integer> percents = server.alerts().thresholds();
        rules = rules(server, percents.equals(before.percents()) ? before.thresholds() : new Thresholds(percents));
    }

    private static Rules rules(ServerConfig server, Thresholds thresholds) {
        return new Rules(
                server.openai(),
                server.alerts().thresholds(),
                thresholds,
                server.alerts().webhook());
    }

    @Override
    public int[] thresholds() {
        return rules.thresholds().values;
    }

    @Override
    public String routed(TenantConfig tenant, String model) {
        ModelDecision decision = ModelPolicy.decide(tenant, model, rules.openai());
        return decision instanceof ModelDecision.Allowed allowed ? allowed.model() : model;
    }

    @Override
    public void warn(LimitWarning warning) {
        String text = WarningJson.text(warning);
        log.warn("Tenant {}: {}", warning.tenant(), text);
        told.accept(text, WarningJson.details(warning));
        rules.url().ifPresent(url -> webhook.post(url, WarningJson.of(warning, clock.instant())));
    }

    @Override
    public void close() {
        webhook.close();
    }
}
