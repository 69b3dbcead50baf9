package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.model.Language;
import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of limit, and what is said of one that does not do what it seems to. */
class LimitsAreReadTest {
    @TempDir
    Path dir;

    @Test
    void allKinds() throws IOException {
        LoadResult result = load("""
            {"fiveHour": {"maxTokens": 5}, "daily": {"maxUSD": 1.5, "maxRequests": 9},
             "models": {"*opus*": {"weekly": {"maxUSD": 3}}},
             "requestsPerMinute": 60, "maxConcurrent": 2, "maxWait": "3s", "timeZone": "Asia/Shanghai",
             "raise": {"until": "2999-01-01", "daily": {"maxUSD": 4}, "maxConcurrent": 8,
                       "models": {"*opus*": {"daily": {"maxUSD": 7}}}}}
            """);
        LimitsConfig limits = result.config().orElseThrow().tenants().get(0).limits();

        assertThat(limits.usual().windows().fiveHour().maxTokens()).hasValue(5);
        assertThat(limits.maxWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(limits.usual().models().get(0).pattern().text()).isEqualTo("*opus*");
        Instant until = Instant.parse("2999-01-01T00:00:00Z");
        assertThat(limits.at(until.toEpochMilli())).isEqualTo(limits.usual());
        Allowance raised = limits.at(until.toEpochMilli() - 1);
        assertThat(raised.windows().daily().maxUSD()).contains(new BigDecimal("4"));
        assertThat(raised.windows().daily().maxRequests())
                .as("what the raise does not name stays")
                .hasValue(9);
        assertThat(raised.requestsPerMinute()).isEqualTo(60);
        assertThat(raised.maxConcurrent()).isEqualTo(8);
        assertThat(raised.models().get(0).windows().weekly().maxUSD()).contains(new BigDecimal("3"));
        assertThat(raised.models().get(0).windows().daily().maxUSD()).contains(new BigDecimal("7"));
    }

    @Test
    void whatDoesNotDoWhatItSeemsToIsTold() throws IOException {
        assertThat(findings("{\"fiveHours\": {}}")).contains("did you mean \"fiveHour\"?");
        assertThat(findings("{\"models\": {\"\": {}}}")).contains("the pattern is empty");
        assertThat(findings("{\"raise\": {\"daily\": {\"maxUSD\": 4}}}")).contains("\"until\" is missing");
        assertThat(findings("{\"daily\": {\"maxUSD\": 5}, \"raise\": {\"until\": \"2999-01-01\", \"daily\":"
                        + " {\"maxUSD\": 4}}}"))
                .contains("makes \"daily\" smaller");
        assertThat(findings("{\"raise\": {\"until\": \"2001-01-01\"}}")).contains("the raise has ended");
    }

    @Test
    void alertsAndLanguage() throws IOException {
        LoadResult result = load("{}");
        assertThat(result.config().orElseThrow().server().alerts().thresholds()).containsExactly(50, 80, 95);
        assertThat(result.config().orElseThrow().server().language()).isEqualTo(Language.EN);
        Files.writeString(
                dir.resolve("server.json"),
                "{\"server\": {\"language\": \"de\"}, \"alerts\": {\"webhook\": \"ftp://x/secret\"}}");
        assertThat(render())
                .contains("use one of en, zh")
                .contains("the URL must start with http:// or https://")
                .doesNotContain("secret\"");
    }

    private String findings(String limits) throws IOException {
        load(limits);
        return render();
    }

    private String render() {
        return FindingFormat.TEXT.render(ConfigFolders.at(dir).load().findings());
    }

    private LoadResult load(String limits) throws IOException {
        Files.writeString(dir.resolve("server.json"), "{}");
        Files.writeString(
                dir.resolve("upstreams.json"),
                "{\"upstreams\": [{\"id\": \"u\", \"name\": \"u\", \"url\": \"http://127.0.0.1:1\", \"key\": \"k\"}]}");
        Files.writeString(
                dir.resolve("tenants.json"),
                "{\"tenants\": [{\"id\": \"t\", \"key\": \"k1\", \"allowedModels\": [\"*\"], \"limits\": " + limits
                        + "}]}");
        return ConfigFolders.at(dir).load();
    }
}
