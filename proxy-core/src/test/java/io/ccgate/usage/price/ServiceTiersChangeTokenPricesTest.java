package io.ccgate.usage.price;

import static io.ccgate.usage.Fixtures.dollars;
import static io.ccgate.usage.Fixtures.price;
import static io.ccgate.usage.Fixtures.prices;
import static io.ccgate.usage.Fixtures.upstream;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.LongContext;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.ServiceTiers;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.usage.TokenUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a provider says of how it served changes what the tokens cost, and nothing else. */
class ServiceTiersChangeTokenPricesTest {
    private static final TokenUsage MILLION = new TokenUsage(1_000_000, 0, 0, 0, 0, 0, 100);

    private static final Pricer PRICER = new Pricer(new PricingConfig(
            List.of(
                    price("claude-*", "3", "15", "3.75", "6", "0.3"),
                    new ModelPrice(
                            new ModelPattern("gpt-*"),
                            prices("1", "5", "1", "1", "0.1"),
                            List.of(
                                    new LongContext(100, prices("2", "10", "2", "2", "0.2")),
                                    new LongContext(200, prices("4", "20", "4", "4", "0.4"))),
                            Map.of())),
            List.of(
                    new ServiceTiers(new ModelPattern("claude-opus-4"), Map.of("fast", dollars("6"))),
                    new ServiceTiers(
                            new ModelPattern("claude-*"),
                            Map.of("fast", dollars("2"), "us", dollars("1.1"), "batch", dollars("0.5"))),
                    new ServiceTiers(new ModelPattern("gpt-*"), Map.of("priority", dollars("2")))),
            new UnknownModel.Free(),
            "p1"));

    private static long micros(String upstreamMultiplier, String model, TokenUsage usage) {
        return PRICER.quote(upstream("u" + upstreamMultiplier, upstreamMultiplier), model)
                .orElseThrow()
                .cost(usage)
                .totalMicros();
    }

    @Test
    void aFactorChangesTokensButNotSearches() {
        assertThat(micros("1", "claude-x", MILLION)).isEqualTo(3_000_000 + 1_000_000);
        assertThat(micros("1", "claude-x", MILLION.servedAs("batch"))).isEqualTo(1_500_000 + 1_000_000);
    }

    @Test
    void theFirstPatternThatNamesAWordDecides() {
        assertThat(micros("1", "claude-opus-4", MILLION.servedAs("fast"))).isEqualTo(18_000_000 + 1_000_000);
        assertThat(micros("1", "claude-opus-4", MILLION.servedAs("us"))).isEqualTo(3_300_000 + 1_000_000);
    }

    @Test
    void severalWordsMultiplyAndUnknownOnesChangeNothing() {
        assertThat(micros("1", "claude-x", MILLION.servedAs("fast+us"))).isEqualTo(6_600_000 + 1_000_000);
        assertThat(micros("1", "claude-x", MILLION.servedAs("turbo"))).isEqualTo(3_000_000 + 1_000_000);
        assertThat(micros("1", "claude-x", MILLION.servedAs("priority"))).isEqualTo(3_000_000 + 1_000_000);
    }

    @Test
    void theUpstreamsMultiplierComesOnTop() {
        assertThat(micros("0.5", "claude-x", MILLION.servedAs("fast"))).isEqualTo(3_000_000 + 500_000);
    }

    @Test
    void theHighestTierThatTheInputExceedsCounts() {
        assertThat(micros("1", "gpt-x", tokens(100))).isEqualTo(100);
        assertThat(micros("1", "gpt-x", tokens(101))).isEqualTo(202);
        assertThat(micros("1", "gpt-x", tokens(200))).isEqualTo(400);
        assertThat(micros("1", "gpt-x", tokens(201))).isEqualTo(804);
        assertThat(micros("1", "gpt-x", tokens(201).servedAs("priority"))).isEqualTo(1608);
    }

    private static TokenUsage tokens(long input) {
        return new TokenUsage(input, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void anUpstreamsOwnPricesHaveAVersionOfTheirOwn() {
        String table = PRICER.version(upstream("plain", "0.5"));
        String own = PRICER.version(upstream("own", "1", price("m", "1", "2", "3", "4", "5")));

        assertThat(table).isEqualTo("p1").isEqualTo(PRICER.version(null));
        assertThat(own).isNotEqualTo("p1").hasSize(12);
        assertThat(PRICER.version(upstream("other", "1", price("m", "1", "2", "3", "4", "6"))))
                .isNotEqualTo(own);
    }
}
