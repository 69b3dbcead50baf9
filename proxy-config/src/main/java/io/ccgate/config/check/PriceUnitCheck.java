package io.ccgate.config.check;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.ServiceTiers;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.UpstreamConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prices that look a thousandfold off, as when dollars per thousand tokens stand where dollars per million belong. A
 * model of the list prices is compared with them; others with what models cost at all; the parts of a price with each
 * other. A price of 0 is taken at its word.
 */
record PriceUnitCheck(Config config, List<ModelPrice> listPrices, Places places, Findings findings) {
    /** Dollars per million tokens; list prices have stayed well inside for years. */
    private static final BigDecimal DEAREST_INPUT = BigDecimal.valueOf(200);

    private static final BigDecimal DEAREST_OUTPUT = BigDecimal.valueOf(1000);
    private static final BigDecimal CHEAPEST_OUTPUT = new BigDecimal("0.1");
    /** Discounts and resellers change a price, but never so much; a wrong unit changes it a thousandfold. */
    private static final BigDecimal FAR = BigDecimal.valueOf(100);

    private static final BigDecimal CHEAPEST_THOUSAND_CALLS = new BigDecimal("0.5");
    private static final BigDecimal DEAREST_THOUSAND_CALLS = BigDecimal.valueOf(1000);
    private static final BigDecimal LARGEST_FACTOR = BigDecimal.valueOf(20);

    void run() {
        List<ModelPrice> prices = config.pricing().prices();
        List<ModelPrice> odd = prices.stream().filter(this::isOdd).toList();
        if (odd.size() > 1 && odd.size() * 2 > prices.size()) {
            // A whole table in the wrong unit is one mistake, a single row another.
            findings.warning(
                    places.of(config.pricing(), "unit"),
                    odd.size() + " prices look a thousandfold off",
                    "is \"unit\" right? per1k means dollars per 1,000 tokens, per1m per million");
        } else {
            for (ModelPrice price : odd) {
                warn(places.of(config.pricing(), "modelPricing", price.pattern().text()), price);
            }
        }
        for (ModelPrice price : prices) {
            checkParts(price, config.pricing(), "modelPricing");
        }
        checkUnknown();
        checkFactors();
        for (UpstreamConfig upstream : config.upstreams()) {
            for (ModelPrice price : upstream.prices()) {
                if (isOdd(price)) {
                    warn(places.of(upstream, "prices", price.pattern().text()), price);
                }
                checkParts(price, upstream, "prices");
            }
        }
    }

    private void warn(Place place, ModelPrice price) {
        findings.warning(
                place,
                "the price of \"" + price.pattern().text() + "\" looks a thousandfold off: " + shown(price.base()),
                listed(price)
                        .map(list -> "the list price is " + shown(list.base()) + "; check the unit of the file")
                        .orElse("check it against the unit of the file"));
    }

    private static String shown(TokenPrices prices) {
        return "$" + prices.input().toPlainString() + " and $" + prices.output().toPlainString()
                + " per million tokens of input and output";
    }

    private boolean isOdd(ModelPrice price) {
        Optional<ModelPrice> list = listed(price);
        return list.isPresent()
                ? far(price.base().input(), list.get().base().input())
                        || far(price.base().output(), list.get().base().output())
                : isOdd(price.base());
    }

    private static boolean isOdd(TokenPrices prices) {
        boolean dear =
                prices.input().compareTo(DEAREST_INPUT) > 0 || prices.output().compareTo(DEAREST_OUTPUT) > 0;
        boolean cheap = prices.output().signum() > 0 && prices.output().compareTo(CHEAPEST_OUTPUT) < 0;
        return dear || cheap;
    }

    /** The list price of the model, or of one that the pattern means. */
    private Optional<ModelPrice> listed(ModelPrice price) {
        String name = price.pattern().text();
        String bare = name.replace("*", "").replace("?", "");
        return listPrices.stream()
                .filter(list -> list.pattern().text().equals(name)
                        || (!bare.isEmpty() && list.pattern().matches(bare)))
                .findFirst();
    }

    private static boolean far(BigDecimal one, BigDecimal other) {
        return one.signum() > 0
                && other.signum() > 0
                && (one.compareTo(other.multiply(FAR)) > 0 || other.compareTo(one.multiply(FAR)) > 0);
    }

    /** Parts in another unit than the rest of their row, which the row's input price shows. */
    private void checkParts(ModelPrice price, Object record, String table) {
        BigDecimal input = price.base().input();
        List<String> odd = new ArrayList<>(oddParts(price.base(), input, ""));
        if (far(price.base().output(), input)) {
            odd.add("output");
        }
        for (LongContext tier : price.longContext()) {
            odd.addAll(oddParts(tier.prices(), input, "longContext."));
            if (far(tier.prices().input(), input)) {
                odd.add("longContext.input");
            }
            if (far(tier.prices().output(), price.base().output())) {
                odd.add("longContext.output");
            }
        }
        if (!odd.isEmpty()) {
            findings.warning(
                    places.of(record, table, price.pattern().text()),
                    String.join(" and ", odd) + " of \"" + price.pattern().text()
                            + "\" looks a thousandfold off beside its input price",
                    "write all prices of a row in the same unit");
        }
        price.serverTools().forEach((tool, each) -> {
            if (each.signum() > 0
                    && (each.compareTo(CHEAPEST_THOUSAND_CALLS) < 0 || each.compareTo(DEAREST_THOUSAND_CALLS) > 0)) {
                findings.warning(
                        places.of(record, table, price.pattern().text(), "serverTools"),
                        "the price of 1,000 calls of " + tool + " of \""
                                + price.pattern().text() + "\" looks off: $" + each.toPlainString(),
                        "it is in US dollars per 1,000 calls, whatever the unit of the file");
            }
        });
    }

    private static List<String> oddParts(TokenPrices prices, BigDecimal input, String prefix) {
        List<String> odd = new ArrayList<>();
        if (far(prices.cacheCreation(), input)) {
            odd.add(prefix + "cacheCreation");
        }
        if (far(prices.cacheCreation1h(), input)) {
            odd.add(prefix + "cacheCreation1h");
        }
        if (far(prices.cacheRead(), input)) {
            odd.add(prefix + "cacheRead");
        }
        return odd;
    }

    private void checkUnknown() {
        if (config.pricing().unknownModel() instanceof UnknownModel.Priced unknown && isOdd(unknown.prices())) {
            findings.warning(
                    places.of(config.pricing(), "unknownModel"),
                    "the price of unknown models looks a thousandfold off: " + shown(unknown.prices()),
                    "check it against the unit of the file");
        }
    }

    private void checkFactors() {
        for (ServiceTiers tiers : config.pricing().serviceTiers()) {
            tiers.factors().forEach((word, factor) -> {
                if (factor.compareTo(LARGEST_FACTOR) > 0) {
                    findings.warning(
                            places.of(
                                    config.pricing(),
                                    "serviceTiers",
                                    tiers.pattern().text()),
                            "the factor of \"" + word + "\" looks like a price or a percentage: "
                                    + factor.toPlainString(),
                            "write a factor on token prices, such as 2 or 0.5");
                }
            });
        }
    }
}
