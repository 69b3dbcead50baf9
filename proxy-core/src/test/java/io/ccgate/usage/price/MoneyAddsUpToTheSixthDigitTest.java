package io.ccgate.usage.price;

import static io.ccgate.usage.Fixtures.dollars;
import static io.ccgate.usage.Fixtures.price;
import static io.ccgate.usage.Fixtures.prices;
import static io.ccgate.usage.Fixtures.pricing;
import static io.ccgate.usage.Fixtures.upstream;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.usage.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Costs are those of a calculation with unbounded decimals, rounded once. */
class MoneyAddsUpToTheSixthDigitTest {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Test
    void randomTokensAtRandomPrices() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal[] rates = new BigDecimal[5];
            for (int k = 0; k < rates.length; k++) {
                rates[k] = BigDecimal.valueOf(random.nextInt(10_000_000), 4 + random.nextInt(5));
            }
            BigDecimal multiplier = BigDecimal.valueOf(random.nextInt(3000), 3);
            TokenUsage usage = new TokenUsage(
                    random.nextInt(2_000_000),
                    random.nextInt(200_000),
                    random.nextInt(1_000_000),
                    random.nextInt(1_000_000),
                    random.nextInt(2_000_000),
                    0,
                    random.nextInt(20));
            ModelPrice price = new ModelPrice(
                    new ModelPattern("m"),
                    new PricingConfig.TokenPrices(rates[0], rates[1], rates[2], rates[3], rates[4]),
                    List.of(),
                    Map.of("web_search", dollars("10")));
            Cost cost = new Pricer(pricing(new UnknownModel.Free(), price))
                    .quote(upstream("u", multiplier.toPlainString()), "m")
                    .orElseThrow()
                    .cost(usage);

            BigDecimal exact = tokens(usage.input(), rates[0])
                    .add(tokens(usage.output(), rates[1]))
                    .add(tokens(usage.cacheCreation5m(), rates[2]))
                    .add(tokens(usage.cacheCreation1h(), rates[3]))
                    .add(tokens(usage.cacheRead(), rates[4]))
                    .add(BigDecimal.valueOf(usage.webSearches()).movePointLeft(2))
                    .multiply(multiplier);
            assertThat(BigDecimal.valueOf(cost.total(), 12).subtract(exact).abs())
                    .as("five parts, each rounded to the pico-dollar")
                    .isLessThanOrEqualTo(BigDecimal.valueOf(3, 12));
            assertThat(Money.dollars(Money.micros(cost.inputPico())))
                    .isEqualByComparingTo(tokens(usage.input(), rates[0])
                            .multiply(multiplier)
                            .setScale(12, RoundingMode.HALF_UP)
                            .setScale(6, RoundingMode.HALF_UP));
        }
    }

    private static BigDecimal tokens(long count, BigDecimal perMillion) {
        return perMillion.multiply(BigDecimal.valueOf(count)).divide(MILLION);
    }

    @Test
    void overTheThresholdAllTokensCostMore() {
        ModelPrice price = new ModelPrice(
                new ModelPattern("m"),
                prices("3", "15", "3.75", "6", "0.3"),
                List.of(new LongContext(200_000, prices("6", "22.5", "7.5", "12", "0.6"))),
                Map.of());
        Quote quote = new Pricer(pricing(new UnknownModel.Free(), price))
                .quote(null, "m")
                .orElseThrow();

        assertThat(quote.cost(new TokenUsage(100_000, 1000, 0, 0, 100_000, 0, 0))
                        .totalMicros())
                .as("at the threshold: the base price")
                .isEqualTo(300_000 + 15_000 + 30_000);
        assertThat(quote.cost(new TokenUsage(100_001, 1000, 0, 0, 100_000, 0, 0))
                        .totalMicros())
                .isEqualTo(600_006 + 22_500 + 60_000);
    }

    @Test
    void exactNamesComeBeforePatternsAndUpstreamsBeforeTheTable() {
        Pricer pricer = new Pricer(pricing(
                new UnknownModel.Free(),
                price("claude-*", "1", "0", "0", "0", "0"),
                price("claude-opus-4", "2", "0", "0", "0", "0"),
                price("claude-opus-*", "3", "0", "0", "0", "0")));
        TokenUsage million = new TokenUsage(1_000_000, 0, 0, 0, 0, 0, 0);

        assertThat(pricer.quote(null, "claude-opus-4")
                        .orElseThrow()
                        .cost(million)
                        .totalMicros())
                .isEqualTo(2_000_000);
        assertThat(pricer.quote(null, "claude-opus-5")
                        .orElseThrow()
                        .cost(million)
                        .totalMicros())
                .as("the first pattern that matches")
                .isEqualTo(1_000_000);
        assertThat(pricer.quote(upstream("own", "0.5", price("claude-*", "8", "0", "0", "0", "0")), "claude-opus-4")
                        .orElseThrow()
                        .cost(million)
                        .totalMicros())
                .isEqualTo(4_000_000);
        assertThat(pricer.quote(upstream("plain", "1"), "served-name", "claude-opus-4")
                        .orElseThrow()
                        .cost(million)
                        .totalMicros())
                .as("the client's name where the served one has no price")
                .isEqualTo(2_000_000);
    }

    @Test
    void modelsWithoutPrice() {
        assertThat(new Pricer(pricing(new UnknownModel.Free())).quote(null, "x"))
                .isEmpty();
        assertThat(new Pricer(pricing(new UnknownModel.Refuse())).refusesUnknown())
                .isTrue();
        assertThat(new Pricer(pricing(new UnknownModel.Priced(prices("7", "0", "0", "0", "0"))))
                        .quote(null, "x")
                        .orElseThrow()
                        .cost(new TokenUsage(1_000_000, 0, 0, 0, 0, 0, 0))
                        .totalMicros())
                .isEqualTo(7_000_000);
    }

    @Test
    void halvesAreRoundedUpAndZerosDropped() {
        assertThat(Money.micros(499_999)).isZero();
        assertThat(Money.micros(500_000)).isEqualTo(1);
        assertThat(List.of(0L, 1L, 12_500L, 3_000_000L, 120_000_000L).stream()
                        .map(micros -> Money.dollars(micros).toPlainString()))
                .containsExactly("0", "0.000001", "0.0125", "3", "120");
    }
}
