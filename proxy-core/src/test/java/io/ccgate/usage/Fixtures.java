package io.ccgate.usage;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.TokenPrices;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.TimeoutsConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.ledger.Amounts;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.CacheMoney;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Configuration and finished requests for the tests of the books. */
public final class Fixtures {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final UsageConfig NEVER = new UsageConfig(UsageConfig.Fsync.NEVER, Duration.ofSeconds(1), 0);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Fixtures() {}

    /** Dollars per million tokens of a model. */
    public static ModelPrice price(
            String pattern, String input, String output, String write, String write1h, String read) {
        return new ModelPrice(
                new ModelPattern(pattern),
                prices(input, output, write, write1h, read),
                List.of(),
                Map.of("web_search", dollars("10")));
    }

    public static TokenPrices prices(String input, String output, String write, String write1h, String read) {
        return new TokenPrices(dollars(input), dollars(output), dollars(write), dollars(write1h), dollars(read));
    }

    public static BigDecimal dollars(String text) {
        return new BigDecimal(text);
    }

    public static PricingConfig pricing(UnknownModel unknown, ModelPrice... prices) {
        return new PricingConfig(List.of(prices), List.of(), unknown, "p1");
    }

    public static UpstreamConfig upstream(String id, String multiplier, ModelPrice... prices) {
        return new UpstreamConfig(
                id,
                id,
                URI.create("http://127.0.0.1:1"),
                Secret.of("k"),
                "",
                100,
                true,
                Protocol.ANTHROPIC,
                UpstreamConfig.AuthForm.AS_CLIENT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new UpstreamConfig.HeaderEdits(Map.of(), List.of()),
                Optional.empty(),
                new UpstreamConfig.HealthCheckConfig(false, SECOND, SECOND, "/"),
                new TimeoutsConfig(SECOND, SECOND, SECOND, SECOND, SECOND),
                3,
                SECOND,
                0,
                dollars(multiplier),
                List.of(prices),
                UpstreamConfig.ProviderConfig.UNKNOWN,
                true);
    }

    public static Window usd(String max) {
        return new Window(Optional.of(dollars(max)), OptionalLong.empty(), OptionalLong.empty());
    }

    public static TenantConfig tenant(String id, Window daily) {
        return tenant(id, daily, Window.UNLIMITED, ZoneOffset.UTC);
    }

    public static TenantConfig tenant(String id, Window daily, Window monthly, ZoneId zone) {
        Window free = Window.UNLIMITED;
        return tenant(id, limits(new Windows(free, daily, free, monthly, free), zone));
    }

    /** Limits of all models together, without rates. */
    public static LimitsConfig limits(Windows windows, ZoneId zone, ModelWindows... models) {
        Allowance usual = new Allowance(windows, List.of(models), 0, 0, 0);
        return new LimitsConfig(usual, Optional.empty(), Duration.ZERO, zone);
    }

    public static TenantConfig tenant(String id, LimitsConfig limits) {
        return new TenantConfig(
                id,
                id.toUpperCase(Locale.ROOT),
                List.of(),
                true,
                List.of(),
                List.of(),
                List.of(),
                limits,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A snapshot with prices and tenants; the books look at nothing else. */
    @SuppressWarnings("NullAway")
    public static ConfigSnapshot snapshot(long revision, PricingConfig pricing, TenantConfig... tenants) {

        Config config = new Config(null, List.of(), null, List.of(tenants), pricing, null, null);
        return new ConfigSnapshot(revision, "h", NOON, config, List.of());
    }

    /** Claude at 3 and 15 dollars, in the usual proportions. */
    public static ConfigSnapshot claude(TenantConfig... tenants) {
        return snapshot(1, pricing(new UnknownModel.Free(), price("claude-*", "3", "15", "3.75", "6", "0.3")), tenants);
    }

    public static ExchangeSummary summary(
            ConfigSnapshot snapshot, String requestId, String tenantId, Instant at, TokenUsage tokens) {
        return new ExchangeSummary(
                snapshot,
                requestId,
                at,
                "POST",
                "/v1/messages",
                tenantId,
                Protocol.ANTHROPIC,
                Agent.CLAUDE_CODE,
                "s-1",
                null,
                null,
                "claude-x",
                "claude-x",
                upstream("up", "1"),
                true,
                true,
                tokens,
                null,
                200,
                null,
                1234,
                56,
                789,
                1011,
                "claude-cli/2 (\"external\")",
                "127.0.0.1",
                List.of(new AttemptRecord("up", "claude-x", 200, null, 1200)),
                Timeline.NONE);
    }

    /** A request as the ledger counts it. */
    public static Booked booked(long at, String model, long input, long output, long micros, boolean error) {
        Amounts amounts = new Amounts(input, output, 0, 0, 0, 0, 0, 0, micros);
        return Booked.request(at, model, "u", "a", "", "", amounts, 5, error, true, CacheMoney.NONE);
    }
}
