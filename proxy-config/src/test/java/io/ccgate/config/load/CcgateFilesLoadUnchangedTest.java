package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.model.UpstreamConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user of CCGate copies the folder over. */
class CcgateFilesLoadUnchangedTest {
    @TempDir
    Path dir;

    private ConfigFolders folder() {
        return ConfigFolders.at(dir);
    }

    @BeforeEach
    void copy() {
        folder().with("server.json", """
                {
                  "server": { "port": 3000, "host": "0.0.0.0", "timeout": 30000, "keepAlive": true },
                  "logging": { "level": "info", "maxFileSize": "100MB", "maxFiles": 5, "enableConsole": true,
                               "directory": "./data/logs" },
                  "proxy": { "timeout": 45000, "retryAttempts": 4, "retryDelay": 250 },
                  "admin": { "enabled": true, "path": "/admin", "username": "admin", "password": "a long one" }, // own
                  "openai": {
                    "enabled": true,
                    "models": { "gpt-5-mini": "claude-3-7-sonnet-20250219", },
                    "defaultModel": "claude-sonnet-4-20250514" /* the default */
                  },
                }
                """)
                .with("upstreams.json", """
                {
                  "upstreams": [ // several
                    { "id": "upstream-1", "name": "Claude", "url": "https://api.anthropic.com/", "key": "sk-1",
                      "description": "official", "weight": 100, "enabled": true,
                      "healthCheck": { "enabled": true, "interval": 30000, "timeout": 5000, "path": "/health" } }
                  ],
                  "loadBalancer": { "strategy": "weighted_round_robin", "healthCheckEnabled": true,
                                    "failoverEnabled": true }
                }
                """)
                .with("tenants.json", """
                { "tenants": [
                  { "id": "tenant-1", "name": "fenger", "key": "your-unique-api-key", "enabled": true,
                    "allowedModels": ["*sonnet*", "*haiku*"], "limits": { "daily": { "maxUSD": 100.0 } },
                    "createdAt": "2025-01-01T00:00:00.000Z", "updatedAt": "2025-01-01T00:00:00.000Z" },
                  { "id": "tenant-2", "name": "nobody", "key": "another" } ] }
                """)
                .with("pricing.json", """
                { "modelPricing": {
                    "*sonnet*": { "input": 0.003, "output": 0.015, "cacheCreation": 0.00375, "cacheRead": 0.0003 },
                    "claude-sonnet-4-20250514": { "input": 0.003, "output": 0.015, "cacheCreation": 0.00375,
                                                  "cacheRead": 0.0003 } },
                  "metadata": { "currency": "USD", "lastUpdated": "2025-07-01", "anything": [1, 2] } }
                """);
    }

    @Test
    void everyKeyHasItsMeaning() {
        Config config = folder().config();

        assertThat(config.server().listeners()).singleElement().satisfies(listener -> {
            assertThat(listener.host()).isEqualTo("0.0.0.0");
            assertThat(listener.port()).isEqualTo(3000);
        });
        assertThat(config.server().clientTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.server().logging().maxFileSize()).isEqualTo(100L << 20);
        assertThat(config.server().logging().directory()).isEqualTo(Path.of("./data/logs"));
        assertThat(config.server().admin().password().orElseThrow().reveal()).isEqualTo("a long one");
        assertThat(config.server().openai().models()).containsEntry("gpt-5-mini", "claude-3-7-sonnet-20250219");
        assertThat(config.server().openai().defaultModel()).contains("claude-sonnet-4-20250514");

        UpstreamConfig upstream = config.upstreams().get(0);
        assertThat(upstream.url()).hasToString("https://api.anthropic.com");
        assertThat(upstream.weight()).isEqualTo(100);
        assertThat(upstream.healthCheck().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.loadBalancer().strategy()).isEqualTo(Strategy.WEIGHTED_ROUND_ROBIN);
        assertThat(config.loadBalancer().healthCheckEnabled()).isTrue();

        assertThat(config.tenants().get(0).limits().daily().maxUSD()).contains(new BigDecimal("100.0"));
        assertThat(config.tenants().get(0).keys()).hasSize(1);
    }

    @Test
    void proxyKeysStandInForOurs() {
        Config config = folder().config();

        assertThat(config.server().timeouts().nonStream()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.upstreams().get(0).timeouts().nonStream()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.loadBalancer().retry().maxAttempts()).isEqualTo(5);
        assertThat(config.loadBalancer().retry().delay()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void ourKeysWinOverProxyKeys() {
        folder().with("server.json", """
                {"proxy": {"timeout": 45000, "retryAttempts": 4}, "timeouts": {"nonStream": "5m"}}
                """).with("upstreams.json", """
                {"upstreams": [{"id": "u", "url": "http://127.0.0.1:1", "timeouts": {"streamIdle": "7s"}}],
                 "loadBalancer": {"retry": {"maxAttempts": 2}}}
                """);

        Config config = folder().config();

        assertThat(config.server().timeouts().nonStream()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.upstreams().get(0).timeouts().nonStream()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.upstreams().get(0).timeouts().streamIdle()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.loadBalancer().retry().maxAttempts()).isEqualTo(2);
    }

    @Test
    void aTenantWithoutAllowedModelsMayUseNone() {
        assertThat(folder().config().tenants().get(1).allowedModels()).isEmpty();
        assertThat(folder().warnings()).anyMatch(line -> line.contains("no model is allowed"));
    }

    @Test
    void pricesPerThousandBecomePricesPerMillionAndExactNamesComeFirst() {
        var prices = folder().config().pricing().prices();

        assertThat(prices.get(0).pattern().text()).isEqualTo("claude-sonnet-4-20250514");
        assertThat(prices.get(0).base().input()).isEqualByComparingTo("3");
        assertThat(prices.get(0).base().output()).isEqualByComparingTo("15");
        assertThat(prices.get(0).base().cacheCreation()).isEqualByComparingTo("3.75");
        assertThat(prices.get(0).base().cacheCreation1h()).isEqualByComparingTo("6");
        assertThat(prices.get(0).base().cacheRead()).isEqualByComparingTo("0.3");
    }
}
