package io.ccgate.config.check;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import java.time.Instant;
import java.util.List;

/** All checks that look at more than one value. */
public final class ConfigChecks {
    private ConfigChecks() {}

    /**
     * Judges a configuration; values that could not be read are absent from it.
     *
     * @param listPrices what models cost elsewhere, to tell prices in the wrong unit by
     * @param now tells what has expired
     */
    public static void run(Config config, Places places, Findings findings, List<ModelPrice> listPrices, Instant now) {
        new ListenerCheck(config.server(), places, findings).run();
        new AdminCheck(config.server(), places, findings).run();
        new UpstreamCheck(config, places, findings).run();
        new TenantCheck(config, places, findings, now).run();
        new PriceCheck(config, places, findings).run();
        new PriceUnitCheck(config, listPrices, places, findings).run();
        new AgentsCheck(config.agents(), config.tenants(), places, findings).run();
        new SecretFileCheck(config, places, findings).run();
    }
}
