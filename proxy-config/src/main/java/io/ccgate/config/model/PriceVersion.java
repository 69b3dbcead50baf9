package io.ccgate.config.model;

import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.ServiceTiers;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A short name of a set of prices: the same prices always have the same, however their file is laid out. */
public final class PriceVersion {
    private static final int BYTES = 6;

    private PriceVersion() {}

    /** The version of a table. */
    public static String of(List<ModelPrice> prices, List<ServiceTiers> tiers, Optional<UnknownModel> unknown) {
        StringBuilder text = new StringBuilder();
        prices.forEach(price -> append(price, text));
        for (ServiceTiers tier : tiers) {
            text.append('*').append(tier.pattern().text()).append('\n');
            tier.factors()
                    .forEach((word, factor) -> append(factor, text.append(word).append('=')));
        }
        unknown.ifPresent(policy -> append(policy, text));
        return digest(text.toString());
    }

    /** The version of a table together with an upstream's own prices, which come before it. */
    public static String with(String table, List<ModelPrice> own) {
        StringBuilder text = new StringBuilder(table).append('\n');
        own.forEach(price -> append(price, text));
        return digest(text.toString());
    }

    private static void append(ModelPrice price, StringBuilder text) {
        text.append(price.pattern().text()).append('\n');
        append(price.base(), text);
        for (LongContext tier : price.longContext()) {
            text.append('>').append(tier.above());
            append(tier.prices(), text);
        }
        // The first tool there was stands bare, so that tables of before keep their version.
        append(price.serverTools().getOrDefault("web_search", BigDecimal.ZERO), text);
        price.serverTools().forEach((tool, each) -> {
            if (!tool.equals("web_search")) {
                append(each, text.append(tool).append('='));
            }
        });
    }

    private static void append(UnknownModel policy, StringBuilder text) {
        if (policy instanceof UnknownModel.Priced priced) {
            append(priced.prices(), text);
        } else {
            text.append(policy instanceof UnknownModel.Free ? "free" : "refuse");
        }
    }

    private static void append(TokenPrices prices, StringBuilder text) {
        append(prices.input(), text);
        append(prices.output(), text);
        append(prices.cacheCreation(), text);
        append(prices.cacheCreation1h(), text);
        append(prices.cacheRead(), text);
    }

    private static void append(BigDecimal price, StringBuilder text) {
        text.append(price.stripTrailingZeros().toPlainString()).append('\n');
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
