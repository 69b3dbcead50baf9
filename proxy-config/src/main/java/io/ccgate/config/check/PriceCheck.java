package io.ccgate.config.check;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Models that have no price. */
record PriceCheck(Config config, Places places, Findings findings) {
    void run() {
        Set<String> told = new HashSet<>();
        OpenAiConfig openai = config.server().openai();
        openai.models().forEach((alias, model) -> checkPriced(model, openai, told, "models", alias));
        openai.defaultModel().ifPresent(model -> checkPriced(model, openai, told, "defaultModel"));
        for (UpstreamConfig upstream : config.upstreams()) {
            for (ModelRule rule : upstream.models()) {
                if (!matchesOne(upstream.prices(), rule.target())) {
                    checkPriced(
                            rule.target(),
                            upstream,
                            told,
                            "models",
                            rule.pattern().text());
                }
            }
        }
        for (TenantConfig tenant : config.tenants()) {
            for (ModelRule rule : tenant.models()) {
                checkPriced(
                        rule.target(), tenant, told, "models", rule.pattern().text());
            }
            for (int i = 0; i < tenant.allowedModels().size(); i++) {
                checkPriced(tenant.allowedModels().get(i).text(), tenant, told, "allowedModels", i);
            }
        }
    }

    private void checkPriced(String model, Object record, Set<String> told, Object... path) {
        boolean wild = model.indexOf('*') >= 0 || model.indexOf('?') >= 0;
        PricingConfig pricing = config.pricing();
        if (wild || pricing.unknownModel() instanceof UnknownModel.Priced || matchesOne(pricing.prices(), model)) {
            return;
        }
        if (told.add(model)) {
            boolean free = pricing.unknownModel() instanceof UnknownModel.Free;
            findings.warning(
                    places.of(record, path),
                    "the model \"" + model + "\" has no price, so its requests will "
                            + (free ? "cost nothing" : "be refused"),
                    "add it to modelPricing in pricing.json");
        }
    }

    private static boolean matchesOne(List<ModelPrice> prices, String model) {
        for (ModelPrice price : prices) {
            if (price.pattern().matches(model)) {
                return true;
            }
        }
        return false;
    }
}
