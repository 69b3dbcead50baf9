package io.ccgate.usage.price;

import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The prices of one model at one upstream, its multiplier applied. Immutable. */
public final class Quote {
    /** Dollars per million tokens to pico-dollars per token: 1e12 / 1e6. */
    private static final int PER_TOKEN = 6;
    /** Dollars per thousand calls to pico-dollars per call: 1e12 / 1e3. */
    private static final int PER_CALL = 9;

    private final Tier base;
    private final @Nullable Tier longContext;
    private final long above;
    private final Rate webSearch;

    Quote(TokenPrices prices, Optional<LongContext> longContext, BigDecimal webSearch, BigDecimal multiplier) {
        this.base = Tier.of(prices, multiplier);
        this.longContext =
                longContext.map(tier -> Tier.of(tier.prices(), multiplier)).orElse(null);
        this.above = longContext.map(LongContext::above).orElse(Long.MAX_VALUE);
        this.webSearch = Rate.of(webSearch.multiply(multiplier).movePointRight(PER_CALL));
    }

    /** What the tokens cost. Input above the long-context threshold moves <em>all</em> tokens to the higher tier. */
    public Cost cost(TokenUsage usage) {
        Tier tier = tier(usage.totalInput());
        return new Cost(
                tier.input.times(usage.input()),
                tier.output.times(usage.output()),
                Money.plus(
                        tier.cacheCreation.times(usage.cacheCreation5m()),
                        tier.cacheCreation1h.times(usage.cacheCreation1h())),
                tier.cacheRead.times(usage.cacheRead()),
                webSearch.times(usage.webSearches()));
    }

    /** The most that so many tokens can cost in pico-dollars: all input at the dearest kind. */
    public long upperBound(long inputTokens, long outputTokens) {
        Tier tier = tier(inputTokens);
        return Money.plus(tier.dearestInput().times(inputTokens), tier.output.times(outputTokens));
    }

    private Tier tier(long totalInput) {
        Tier higher = longContext;
        return higher != null && totalInput > above ? higher : base;
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
