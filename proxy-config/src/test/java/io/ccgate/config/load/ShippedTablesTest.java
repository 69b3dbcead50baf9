package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.ModelsConfig;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedTablesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, 4, 20, 5, 8, 0.2",
        "claude-opus-4-8, 5, 25, 6.25, 10, 0.5",
        "claude-opus-4-20250514, 15, 75, 18.75, 30, 1.5",
        "claude-sonnet-4-5-20250929, 3, 15, 3.75, 6, 0.3",
        "claude-sonnet-5, 2, 10, 2.5, 4, 0.2",
        "claude-fable-5-1, 10, 50, 12.5, 20, 0.25",
        "claude-fable-5-2, 8, 40, 10, 16, 0.2",
        "gpt-6.2-astra, 8, 40, 10, 16, 0.4",
        "gpt-6-astra, 10, 50, 12.5, 20, 1",
        "claude-3-5-haiku-20241022, 0.8, 4, 1, 1.6, 0.08",
        "gpt-5-mini, 0.25, 2, 0.25, 0.4, 0.025",
        "gpt-5.4-pro, 30, 180, 30, 48, 30",
        "gpt-5-pro-2025-10-06, 15, 120, 15, 24, 15",
        "o3-mini, 1.1, 4.4, 1.1, 1.76, 0.55",
        "o3-pro, 20, 80, 20, 32, 20",
        "o1, 15, 60, 15, 24, 7.5",
        "gemini-2.5-pro, 1.25, 10, 1.25, 2, 0.125",
    })
    void listPrices(String model, String input, String output, String write, String write1h, String read) {
        ModelPrice price = price(Shipped.pricing().pricing(), model);

        assertThat(price.base().input()).isEqualByComparingTo(input);
        assertThat(price.base().output()).isEqualByComparingTo(output);
        assertThat(price.base().cacheCreation()).isEqualByComparingTo(write);
        assertThat(price.base().cacheCreation1h()).isEqualByComparingTo(write1h);
        assertThat(price.base().cacheRead()).isEqualByComparingTo(read);
    }

    @Test
    void longContextHasPricesOfItsOwn() {
        ModelPrice price = price(Shipped.pricing().pricing(), "claude-haiku-5-5-20261007");

        assertThat(price.longContext().get(0).above()).isEqualTo(100_000);
        assertThat(price.longContext().get(0).prices().cacheRead()).isEqualByComparingTo("0.05");
        assertThat(price.serverTools().get("web_search")).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5.4, 272000, 5, 22.5",
        "gpt-5.5-2026-04-23, 272000, 10, 45",
        "gemini-3.1-pro-preview, 200000, 4, 18"
    })
    void aboveItAllTokensCostMore(String model, long above, String input, String output) {
        PricingConfig.LongContext tier =
                price(Shipped.pricing().pricing(), model).longContext().get(0);

        assertThat(tier.above()).isEqualTo(above);
        assertThat(tier.prices().input()).isEqualByComparingTo(input);
        assertThat(tier.prices().output()).isEqualByComparingTo(output);
    }

    @Test
    void theVersionChangesWithThePricesOnly() {
        String one = version("{\"modelPricing\": {\"a\": {\"input\": 1, \"output\": 2}}}");

        assertThat(version("{ // other layout\n\"modelPricing\": {\"a\": {\"output\": 2.0, \"input\": 1}},}"))
                .isEqualTo(one);
        assertThat(version("{\"modelPricing\": {\"a\": {\"input\": 1, \"output\": 3}}}"))
                .isNotEqualTo(one);
    }

    @Test
    void modelsAreOverriddenFieldByField() {
        ModelsConfig models =
                ConfigFolders.in(dir).with("models.json", """
                    {"profiles": {"claude-opus-5-5": {"maxOutputTokens": 5}, "claude-opus-5-5-x": {"pdf": false}}}
                    """).config().models();

        ModelsConfig.Profile overridden = profile(models, "claude-opus-5-5");
        ModelsConfig.Profile added = profile(models, "claude-opus-5-5-x");
        assertThat(overridden.maxOutputTokens()).isEqualTo(5);
        assertThat(overridden.effort())
                .isEqualTo(profile(Shipped.models(), "claude-opus-5-5").effort());
        assertThat(added.thinking()).containsExactly("adaptive");
        assertThat(added.pdf()).isFalse();
        assertThat(models.profiles()).containsKeys("gpt-", "gemini-");
    }

    private String version(String pricing) {
        return ConfigFolders.in(dir)
                .with("pricing.json", pricing)
                .config()
                .pricing()
                .version();
    }

    private static ModelsConfig.Profile profile(ModelsConfig models, String prefix) {
        return Optional.ofNullable(models.profiles().get(prefix)).orElseThrow();
    }

    private static ModelPrice price(PricingConfig pricing, String model) {
        return pricing.prices().stream()
                .filter(price -> price.pattern().matches(model))
                .findFirst()
                .orElseThrow();
    }
}
