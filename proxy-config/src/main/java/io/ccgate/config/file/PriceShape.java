package io.ccgate.config.file;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.ServiceTiers;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.config.shape.Either;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Mapped;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private static final List<Key<BigDecimal>> TOOL_PRICES = List.of(
            perThousand("web_search", "searches of the web (Claude, GPT)"),
            perThousand("web_fetch", "pages fetched (Claude)"),
            perThousand("code_execution", "runs of code (Claude)"),
            perThousand("tool_search", "searches for tools (Claude)"),
            perThousand("file_search", "searches of stored files (GPT)"),
            perThousand("code_interpreter", "runs of code (GPT)"),
            perThousand("image_generation", "images made (GPT)"),
            perThousand("google_search", "queries to Google Search (Gemini 3 and later)"),
            perThousand("grounded_prompt", "requests with at least one such query (Gemini 2.5 and before)"));

    private static Key<BigDecimal> perThousand(String tool, String what) {
        return Key.of(tool, Numbers.decimal(), "US dollars per 1,000 " + what + ", whatever the unit.");
    }

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

    record Tier(long above, Tokens tokens) {}

    /** One row of the table as the file writes it. */
    record Row(Tokens tokens, List<Tier> longContext, Map<String, BigDecimal> serverTools) {
        ModelPrice in(PriceUnit unit, String pattern) {
            List<LongContext> tiers = longContext.stream()
                    .map(tier -> new LongContext(tier.above(), tier.tokens().in(unit)))
                    .sorted(Comparator.comparingLong(LongContext::above))
                    .toList();
            return new ModelPrice(new ModelPattern(pattern), tokens.in(unit), tiers, serverTools);
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
    private static final Key<List<Tier>> LONG_CONTEXT = Key.<List<Tier>>of(
                    "longContext",
                    new Either<>(Types.list(TIER), new Mapped<>(TIER, List::of)),
                    "Prices of requests with a long input; several as a list.")
            .or(List.of());
    private static final Shape<Map<String, BigDecimal>> TOOLS =
            Shape.of("Tools that run at the provider.", PriceShape::tools, TOOL_PRICES.toArray(new Key<?>[0]));
    private static final Key<Map<String, BigDecimal>> SERVER_TOOLS =
            Key.of("serverTools", TOOLS, "Tools that run at the provider.").or(Map.of());

    private static Map<String, BigDecimal> tools(Values in) {
        Map<String, BigDecimal> prices = new TreeMap<>();
        for (Key<BigDecimal> tool : TOOL_PRICES) {
            in.find(tool).ifPresent(price -> prices.put(tool.name(), price));
        }
        return Collections.unmodifiableMap(prices);
    }

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
                    in.get(LONG_CONTEXT),
                    in.get(SERVER_TOOLS)),
            INPUT,
            OUTPUT,
            CACHE_CREATION,
            CACHE_CREATION_1H,
            CACHE_READ,
            LONG_CONTEXT,
            SERVER_TOOLS);

    private PriceShape() {}

    /** Factors on token prices, by model pattern and by how a request was served. */
    static final Key<Map<String, Map<String, BigDecimal>>> SERVICE_TIERS = Key.of(
                    "serviceTiers",
                    Types.map("model pattern", Types.map("service tier", Numbers.decimal())),
                    "Factors on token prices by how the provider says that it served, such as priority, flex, batch,"
                            + " fast or us; for each word the first pattern that names it; several words multiply.")
            .or(Map.of());

    /** Exact names before patterns, each in the order of the file, so that the first match is the right one. */
    static List<ModelPrice> table(Map<String, Row> rows, PriceUnit unit) {
        return exactFirst(rows).stream()
                .map(row -> row.getValue().in(unit, row.getKey()))
                .toList();
    }

    /** In the same order. */
    static List<ServiceTiers> serviceTiers(Map<String, Map<String, BigDecimal>> rows) {
        return exactFirst(rows).stream()
                .map(row -> new ServiceTiers(new ModelPattern(row.getKey()), lowerCase(row.getValue())))
                .toList();
    }

    private static Map<String, BigDecimal> lowerCase(Map<String, BigDecimal> factors) {
        Map<String, BigDecimal> lower = new TreeMap<>();
        factors.forEach((word, factor) -> lower.put(word.toLowerCase(Locale.ROOT), factor));
        return Collections.unmodifiableMap(lower);
    }

    private static <V> List<Map.Entry<String, V>> exactFirst(Map<String, V> rows) {
        List<Map.Entry<String, V>> exact = new ArrayList<>();
        List<Map.Entry<String, V>> patterns = new ArrayList<>();
        for (Map.Entry<String, V> row : rows.entrySet()) {
            boolean wild = row.getKey().indexOf('*') >= 0 || row.getKey().indexOf('?') >= 0;
            (wild ? patterns : exact).add(row);
        }
        exact.addAll(patterns);
        return exact;
    }
}
