package io.ccgate.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.load.ConfigFolders;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes dollars per thousand where per million belong, or the other way, is told before it costs money. */
class PricesInTheWrongUnitAreToldTest {
    @TempDir
    Path dir;

    private List<String> warnings(String pricing) {
        return ConfigFolders.in(dir).with("pricing.json", pricing).warnings().stream()
                .filter(line -> line.contains("look"))
                .toList();
    }

    @Test
    void aCheapModelAThousandfoldTooDearIsFoundByItsListPrice() {
        assertThat(warnings("""
            {"modelPricing": {"gpt-5-nano*": {"input": 0.05, "output": 0.4}}}
            """))
                .singleElement()
                .asString()
                .contains("/modelPricing/gpt-5-nano*: the price of \"gpt-5-nano*\" looks a thousandfold off: $50 and"
                        + " $400")
                .contains("the list price is $0.05 and $0.4");
    }

    @Test
    void aDearModelAThousandfoldTooCheapIsFoundToo() {
        assertThat(warnings("""
            {"unit": "per1m", "modelPricing": {"claude-3-opus-20240229": {"input": 0.015, "output": 0.075}}}
            """)).singleElement().asString().contains("looks a thousandfold off");
    }

    @Test
    void aPartInAnotherUnitThanItsRowIsNamed() {
        assertThat(warnings("""
            {"unit": "per1m", "modelPricing": {"own-model": {"input": 3, "output": 15, "cacheRead": 0.0003,
                "longContext": {"above": 1000, "input": 0.006, "output": 22.5}}}}
            """))
                .singleElement()
                .asString()
                .contains("cacheRead and longContext.cacheCreation")
                .contains("longContext.input of \"own-model\"")
                .doesNotContain("output of");
    }

    @Test
    void searchesAreForAThousandWhateverTheUnit() {
        assertThat(warnings("""
            {"unit": "per1m", "modelPricing": {"own": {"input": 3, "output": 15, "serverTools": {"web_search": 0.01}}}}
            """))
                .singleElement()
                .asString()
                .contains("the price of 1,000 calls of web_search of \"own\" looks off: $0.01");
    }

    @Test
    void unknownModelsOverridesAndFactorsAreLookedAtToo() {
        ConfigFolders folder = ConfigFolders.in(dir).with("pricing.json", """
            {"unit": "per1k", "modelPricing": {"own": {"input": 0.003, "output": 0.015}},
             "unknownModel": {"input": 5, "output": 25},
             "serviceTiers": {"*": {"priority": 200}}}
            """).with("upstreams.json", """
                {"upstreams": [{"id": "u", "url": "https://a.example",
                                "prices": {"claude-opus-5-5": {"input": 4, "output": 20}}}]}
                """);

        assertThat(folder.warnings())
                .anyMatch(line -> line.contains("/unknownModel: the price of unknown models looks a thousandfold off"))
                .anyMatch(line -> line.contains("/serviceTiers/*: the factor of \"priority\" looks like a price"))
                .anyMatch(line -> line.contains("/upstreams/0/prices/claude-opus-5-5: the price of"));
    }

    @Test
    void discountsFreeModelsAndLocalOnesAreLeftAlone() {
        assertThat(warnings("""
            {"unit": "per1m", "modelPricing": {
                "claude-opus-5-5*": {"input": 0.4, "output": 2},
                "claude-fable-5-1*": {"input": 10, "output": 50, "cacheRead": 0.25},
                "qwen-local": {"input": 0, "output": 0},
                "cheap-local": {"input": 0.05, "output": 0.2, "cacheRead": 0}}}
            """)).isEmpty();
    }
}
