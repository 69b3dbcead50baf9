package io.ccgate.usage.price;

import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.usage.ServerTools;
import io.ccgate.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prices of one model at one upstream, its multiplier applied. Immutable. */
public final class Quote {
    /** Dollars per million tokens to pico-dollars per token: 1e12 / 1e6. */
    private static final int PER_TOKEN = 6;
    /** Dollars per thousand calls to pico-dollars per call: 1e12 / 1e3. */
    private static final int PER_CALL = 9;

    /** A request that leaves its tier to the provider, and what may come of it beside the standard one. */
    private static final String AUTO = "auto";

    private static final List<String> AUTO_BECOMES = List.of("priority", "scale");

    private final Terms terms;
    private final Tier base;
    private final List<Above> tiers;
    private final Map<String, Rate> tools;

    /**
     * What a quote is made of.
     *
     * @param longContext by rising size
     * @param factors on token prices, by the word for how a request was served
     */
    record Terms(
            TokenPrices prices,
            List<LongContext> longContext,
            Map<String, BigDecimal> serverTools,
            BigDecimal multiplier,
            Map<String, BigDecimal> factors) {}

    /** The prices of inputs of more than so many tokens. */
    private record Above(long tokens, Tier tier) {}

    Quote(Terms terms) {
        this(terms, terms.multiplier());
    }

    private Quote(Terms terms, BigDecimal multiplier) {
        this.terms = terms;
        this.base = Tier.of(terms.prices(), multiplier);
        this.tiers = terms.longContext().stream()
                .map(tier -> new Above(tier.above(), Tier.of(tier.prices(), multiplier)))
                .toList();
        Map<String, Rate> rates = new HashMap<>();
        terms.serverTools()
                .forEach((tool, price) -> rates.put(
                        tool, Rate.of(price.multiply(terms.multiplier()).movePointRight(PER_CALL))));
        this.tools = rates;
    }

    /**
     * What the tokens cost. Input above a long-context threshold moves <em>all</em> tokens to the higher tier; a service
     * tier that has a factor changes all token prices, but not those of tools.
     */
    public Cost cost(TokenUsage usage) {
        return servedAs(usage.serviceTier()).standardCost(usage);
    }

    private Cost standardCost(TokenUsage usage) {
        Tier tier = tier(usage.totalInput());
        long read = tier.cacheRead.times(usage.cacheRead());
        long written = Money.plus(
                tier.cacheCreation.times(usage.cacheCreation5m()), tier.cacheCreation1h.times(usage.cacheCreation1h()));
        return new Cost(
                tier.input.times(usage.input()),
                tier.output.times(usage.output()),
                written,
                read,
                toolsPico(usage.tools()),
                CacheEffect.of(
                        tier.input.times(usage.cacheRead()) - read, written - tier.input.times(usage.cacheCreation())));
    }

    private long toolsPico(ServerTools called) {
        long sum = 0;
        for (Map.Entry<String, Long> tool : called.calls().entrySet()) {
            Rate rate = tools.get(tool.getKey());
            sum = rate == null ? sum : Money.plus(sum, rate.times(tool.getValue()));
        }
        return sum;
    }

    /** What reading so many tokens from a cache costs in a request like this one, in pico-dollars. */
    public long cacheReadPico(TokenUsage like, long tokens) {
        return servedAs(like.serviceTier()).tier(like.totalInput()).cacheRead.times(tokens);
    }

    /** The most that so many tokens can cost in pico-dollars: all input at the dearest kind. */
    public long upperBound(long inputTokens, long outputTokens) {
        Tier tier = tier(inputTokens);
        return Money.plus(tier.dearestInput().times(inputTokens), tier.output.times(outputTokens));
    }

    /**
     * The prices that a request has to expect which asks to be served so: {@code auto} may become the dearest tier there is, and a
     * discount is sure only once the answer tells of it.
     *
     * @param serving words joined by {@code +}
     */
    public Quote atMost(String serving) {
        if (serving.isEmpty() || terms.factors().isEmpty()) {
            return this;
        }
        BigDecimal factor = BigDecimal.ONE;
        for (String word : serving.split("\\+", -1)) {
            BigDecimal dearest = BigDecimal.ONE;
            for (String tier : word.equals(AUTO) ? AUTO_BECOMES : List.of(word)) {
                dearest = dearest.max(terms.factors().getOrDefault(tier, BigDecimal.ONE));
            }
            factor = factor.multiply(dearest);
        }
        return times(factor);
    }

    /** The same prices with another multiplier. */
    public Quote withMultiplier(BigDecimal multiplier) {
        return new Quote(
                new Terms(terms.prices(), terms.longContext(), terms.serverTools(), multiplier, terms.factors()));
    }

    private Quote servedAs(String serviceTier) {
        if (serviceTier.isEmpty() || terms.factors().isEmpty()) {
            return this;
        }
        BigDecimal factor = BigDecimal.ONE;
        for (String word : serviceTier.split("\\+", -1)) {
            factor = factor.multiply(terms.factors().getOrDefault(word, BigDecimal.ONE));
        }
        return times(factor);
    }

    private Quote times(BigDecimal factor) {
        return factor.compareTo(BigDecimal.ONE) == 0
                ? this
                : new Quote(terms, terms.multiplier().multiply(factor));
    }

    private Tier tier(long totalInput) {
        Tier found = base;
        for (Above above : tiers) {
            if (totalInput > above.tokens()) {
                found = above.tier();
            }
        }
        return found;
    }

    private record Tier(Rate input, Rate output, Rate cacheCreation, Rate cacheCreation1h, Rate cacheRead) {
        static Tier of(TokenPrices prices, BigDecimal multiplier) {
            return new Tier(
                    rate(prices.input(), multiplier),
                    rate(prices.output(), multiplier),
                    rate(prices.cacheCreation(), multiplier),
                    rate(prices.cacheCreation1h(), multiplier),
                    rate(prices.cacheRead(), multiplier));
        }

        private static Rate rate(BigDecimal perMillion, BigDecimal multiplier) {
            return Rate.of(perMillion.multiply(multiplier).movePointRight(PER_TOKEN));
        }

        Rate dearestInput() {
            return cacheCreation.exact().compareTo(input.exact()) > 0 ? cacheCreation : input;
        }
    }
}
