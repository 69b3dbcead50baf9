package io.ccgate.config.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * {@code pricing.json}, with every price turned into US dollars per million tokens, whatever unit the file uses.
 *
 * @param prices exact names first, then patterns in the file's order
 * @param serviceTiers exact names first, then patterns in the file's order
 * @param version digest of the table, stored with each usage record
 */
public record PricingConfig(
        List<ModelPrice> prices, List<ServiceTiers> serviceTiers, UnknownModel unknownModel, String version) {

    /**
     * Prices of the models that match {@code pattern}.
     *
     * @param longContext tiers by rising size; the last one that an input exceeds counts
     * @param serverTools US dollars per 1,000 calls of tools that run at the provider, by their names
     */
    public record ModelPrice(
            ModelPattern pattern,
            TokenPrices base,
            List<LongContext> longContext,
            Map<String, BigDecimal> serverTools) {}

    /**
     * What it changes to be served in another way than the standard one.
     *
     * @param factors on all token prices, by the word with which a provider's answer says how it was served:
     *     {@code priority}, {@code flex}, {@code batch}, {@code fast}, a region
     */
    public record ServiceTiers(ModelPattern pattern, Map<String, BigDecimal> factors) {}

    /**
     * US dollars per million tokens.
     *
     * @param cacheCreation cache writes that live five minutes
     * @param cacheCreation1h cache writes that live one hour
     */
    public record TokenPrices(
            BigDecimal input,
            BigDecimal output,
            BigDecimal cacheCreation,
            BigDecimal cacheCreation1h,
            BigDecimal cacheRead) {}

    /**
     * Prices of all tokens of a request whose input exceeds a size.
     *
     * @param above input tokens, cached ones included
     */
    public record LongContext(long above, TokenPrices prices) {}

    /** What a model without a price costs. */
    public sealed interface UnknownModel {
        /** Nothing; reported. */
        record Free() implements UnknownModel {}

        /** The request is refused. */
        record Refuse() implements UnknownModel {}

        /** A default. */
        record Priced(TokenPrices prices) implements UnknownModel {}
    }
}
