package io.ccgate.config.check;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prices that are missing, or a thousandfold off. */
record PriceCheck(Config config, Places places, Findings findings) {
    /** Dollars per million tokens; list prices have stayed well inside for years. */
    private static final BigDecimal DEAREST_INPUT = BigDecimal.valueOf(200);

    private static final BigDecimal DEAREST_OUTPUT = BigDecimal.valueOf(1000);
    private static final BigDecimal CHEAPEST_OUTPUT = new BigDecimal("0.1");

    void run() {
        checkUnit();
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

    /** A whole table in the wrong unit is one mistake, a single row another. */
    private void checkUnit() {
        List<ModelPrice> odd = new ArrayList<>();
        List<ModelPrice> prices = config.pricing().prices();
        for (ModelPrice price : prices) {
            if (isOdd(price.base())) {
                odd.add(price);
            }
        }
        if (odd.size() > 1 && odd.size() * 2 > prices.size()) {
            findings.warning(
                    places.of(config.pricing(), "unit"),
                    odd.size() + " prices look a thousandfold off",
                    "is \"unit\" right? per1k means dollars per 1,000 tokens, per1m per million");
            return;
        }
        for (ModelPrice price : odd) {
            warn(places.of(config.pricing(), "modelPricing", price.pattern().text()), price);
        }
        for (UpstreamConfig upstream : config.upstreams()) {
            for (ModelPrice price : upstream.prices()) {
                if (isOdd(price.base())) {
                    warn(places.of(upstream, "prices", price.pattern().text()), price);
                }
            }
        }
    }

    private void warn(Place place, ModelPrice price) {
        String dollars = price.base().input().toPlainString() + " and "
                + price.base().output().toPlainString();
        findings.warning(
                place,
                "the price of \"" + price.pattern().text() + "\" looks a thousandfold off: $" + dollars
                        + " per million tokens of input and output",
                "check it against the unit of the file");
    }

    private static boolean isOdd(TokenPrices prices) {
        boolean dear =
                prices.input().compareTo(DEAREST_INPUT) > 0 || prices.output().compareTo(DEAREST_OUTPUT) > 0;
        boolean cheap = prices.output().signum() > 0 && prices.output().compareTo(CHEAPEST_OUTPUT) < 0;
        return dear || cheap;
    }
}
