package io.ccgate.config.file;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prices of one model, in {@code pricing.json} and in the overrides of an upstream. */
final class PriceShape {
    /** Anthropic's ratios; other providers charge no cache writes, or the file says what they charge. */
    private static final BigDecimal CACHE_WRITE_OF_INPUT = new BigDecimal("1.25");

    private static final BigDecimal HOUR_OF_FIVE_MINUTES = new BigDecimal("1.6");
    private static final BigDecimal CACHE_READ_OF_INPUT = new BigDecimal("0.1");

    private static final Key<BigDecimal> INPUT = Key.of(
                    "input", Numbers.decimal(), "US dollars per unit of input tokens.")
            .required();
    private static final Key<BigDecimal> OUTPUT = Key.of(
                    "output", Numbers.decimal(), "US dollars per unit of output tokens.")
            .required();
    private static final Key<BigDecimal> CACHE_CREATION = Key.of(
            "cacheCreation", Numbers.decimal(), "Tokens written to a cache for five minutes; absent: 1.25 × input.");
    private static final Key<BigDecimal> CACHE_CREATION_1H = Key.of(
            "cacheCreation1h",
            Numbers.decimal(),
            "Tokens written to a cache for one hour; absent: 1.6 × cacheCreation.");
    private static final Key<BigDecimal> CACHE_READ =
            Key.of("cacheRead", Numbers.decimal(), "Tokens read from a cache; absent: 0.1 × input.");
    private static final Key<Long> ABOVE = Key.of(
                    "above",
                    Numbers.whole(1, Long.MAX_VALUE),
                    "Input tokens, cached ones included, above which these prices hold for all tokens of the request.")
            .required();
    private static final Key<BigDecimal> WEB_SEARCH = Key.of(
                    "web_search", Numbers.decimal(), "US dollars per 1,000 searches, whatever the unit.")
            .or(0);

    /** Prices as the file writes them. */
    record Tokens(
            BigDecimal input,
            BigDecimal output,
            Optional<BigDecimal> cacheCreation,
            Optional<BigDecimal> cacheCreation1h,
            Optional<BigDecimal> cacheRead) {

        TokenPrices in(PriceUnit unit) {
            BigDecimal write = cacheCreation.orElseGet(() -> input.multiply(CACHE_WRITE_OF_INPUT));
            return new TokenPrices(
                    unit.perMillion(input),
                    unit.perMillion(output),
                    unit.perMillion(write),
                    unit.perMillion(cacheCreation1h.orElseGet(() -> write.multiply(HOUR_OF_FIVE_MINUTES))),
                    unit.perMillion(cacheRead.orElseGet(() -> input.multiply(CACHE_READ_OF_INPUT))));
        }
    }

    private record Tier(long above, Tokens tokens) {}

    /** One row of the table as the file writes it. */
    record Row(Tokens tokens, Optional<Tier> longContext, BigDecimal webSearch) {
        ModelPrice in(PriceUnit unit, String pattern) {
            return new ModelPrice(
                    new ModelPattern(pattern),
                    tokens.in(unit),
                    longContext.map(
                            tier -> new LongContext(tier.above(), tier.tokens().in(unit))),
                    webSearch);
        }
    }

    /** Token prices alone. */
    static final Shape<Tokens> TOKENS = Shape.of(
            "Prices of tokens.",
            in -> new Tokens(
                    in.get(INPUT),
                    in.get(OUTPUT),
                    in.find(CACHE_CREATION),
                    in.find(CACHE_CREATION_1H),
                    in.find(CACHE_READ)),
            INPUT,
            OUTPUT,
            CACHE_CREATION,
            CACHE_CREATION_1H,
            CACHE_READ);

    private static final Shape<Tier> TIER = Shape.of(
            "Prices of requests with a long input.",
            in -> new Tier(
                    in.get(ABOVE),
                    new Tokens(
                            in.get(INPUT),
                            in.get(OUTPUT),
                            in.find(CACHE_CREATION),
                            in.find(CACHE_CREATION_1H),
                            in.find(CACHE_READ))),
            ABOVE,
            INPUT,
            OUTPUT,
            CACHE_CREATION,
            CACHE_CREATION_1H,
            CACHE_READ);
    private static final Key<Tier> LONG_CONTEXT = Key.of("longContext", TIER, "Prices of requests with a long input.");
    private static final Shape<BigDecimal> TOOLS =
            Shape.of("Tools that run at the provider.", in -> in.get(WEB_SEARCH), WEB_SEARCH);
    private static final Key<BigDecimal> SERVER_TOOLS =
            Key.of("serverTools", TOOLS, "Tools that run at the provider.").or(Map.of());

    /** A row of the table. */
    static final Shape<Row> ROW = Shape.of(
            "Prices of the models that match.",
            in -> new Row(
                    new Tokens(
                            in.get(INPUT),
                            in.get(OUTPUT),
                            in.find(CACHE_CREATION),
                            in.find(CACHE_CREATION_1H),
                            in.find(CACHE_READ)),
                    in.find(LONG_CONTEXT),
                    in.get(SERVER_TOOLS)),
            INPUT,
            OUTPUT,
            CACHE_CREATION,
            CACHE_CREATION_1H,
            CACHE_READ,
            LONG_CONTEXT,
            SERVER_TOOLS);

    private PriceShape() {}

    /** Exact names before patterns, each in the order of the file, so that the first match is the right one. */
    static List<ModelPrice> table(Map<String, Row> rows, PriceUnit unit) {
        List<ModelPrice> exact = new ArrayList<>();
        List<ModelPrice> patterns = new ArrayList<>();
        rows.forEach((pattern, row) -> {
            boolean wild = pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
            (wild ? patterns : exact).add(row.in(unit, pattern));
        });
        exact.addAll(patterns);
        return List.copyOf(exact);
    }
}
