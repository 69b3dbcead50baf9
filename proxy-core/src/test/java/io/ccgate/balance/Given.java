package io.ccgate.balance;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.AlertsConfig;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.CorsConfig;
import io.ccgate.config.model.Language;
import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LoadBalancerConfig;
import io.ccgate.config.model.LoadBalancerConfig.Retry;
import io.ccgate.config.model.LoadBalancerConfig.SessionAffinity;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.model.LoggingConfig;
import io.ccgate.config.model.MetricsConfig;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.ModelsConfig;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.RequestLogConfig;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.TimeoutsConfig;
import io.ccgate.config.model.TranslationConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UpstreamConfig.AuthForm;
import io.ccgate.config.model.UpstreamConfig.HeaderEdits;
import io.ccgate.config.model.UpstreamConfig.HealthCheckConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Configurations for tests: short to write, complete to read. */
public final class Given {
    private static final TimeoutsConfig TIMEOUTS = new TimeoutsConfig(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(600),
            Duration.ZERO);

    private Given() {}

    public static Upstream upstream(String id) {
        return new Upstream(id);
    }

    /** An upstream being written down. */
    public static final class Upstream {
        private final String id;
        private double weight = 100;
        private URI url;
        private boolean enabled = true;
        private Protocol protocol = Protocol.ANTHROPIC;
        private List<Agent> agents = List.of();
        private List<ModelRule> models = List.of();
        private List<ModelPattern> allowed = List.of();
        private List<ModelPattern> blocked = List.of();
        private int failureThreshold = 3;
        private Duration blacklistFor = Duration.ofMinutes(10);
        private int maxConcurrent;
        private boolean checked;

        private Upstream(String id) {
            this.id = id;
            this.url = URI.create("http://" + id + ".example/");
        }

        public Upstream at(String value) {
            url = URI.create(value);
            return this;
        }

        public Upstream weight(double value) {
            weight = value;
            return this;
        }

        public Upstream disabled() {
            enabled = false;
            return this;
        }

        public Upstream speaks(Protocol value) {
            protocol = value;
            return this;
        }

        public Upstream agents(Agent... value) {
            agents = List.of(value);
            return this;
        }

        public Upstream rewrites(String pattern, String target) {
            models = List.of(new ModelRule(new ModelPattern(pattern), target));
            return this;
        }

        public Upstream allows(String... patterns) {
            allowed = patterns(patterns);
            return this;
        }

        public Upstream blocks(String... patterns) {
            blocked = patterns(patterns);
            return this;
        }

        public Upstream outAfter(int failures, Duration time) {
            failureThreshold = failures;
            blacklistFor = time;
            return this;
        }

        public Upstream maxConcurrent(int value) {
            maxConcurrent = value;
            return this;
        }

        public Upstream checked() {
            checked = true;
            return this;
        }

        private UpstreamConfig config() {
            return new UpstreamConfig(
                    id,
                    id.toUpperCase(Locale.ROOT),
                    url,
                    Secret.of("key-of-" + id),
                    "",
                    weight,
                    enabled,
                    protocol,
                    AuthForm.AS_CLIENT,
                    agents,
                    models,
                    allowed,
                    blocked,
                    new HeaderEdits(Map.of(), List.of()),
                    Optional.empty(),
                    new HealthCheckConfig(checked, Duration.ofSeconds(30), Duration.ofSeconds(5), "/health"),
                    TIMEOUTS,
                    failureThreshold,
                    blacklistFor,
                    maxConcurrent,
                    BigDecimal.ONE,
                    List.of(),
                    UpstreamConfig.ProviderConfig.UNKNOWN,
                    true);
        }
    }

    public static LoadBalancerConfig strategy(Strategy strategy) {
        return balancing(strategy, true, true);
    }

    public static LoadBalancerConfig balancing(Strategy strategy, boolean failover, boolean affinity) {
        return new LoadBalancerConfig(
                strategy,
                true,
                failover,
                new SessionAffinity(affinity, Duration.ofHours(1)),
                new Retry(3, Duration.ofSeconds(60), Duration.ZERO));
    }

    public static ConfigSnapshot snapshot(LoadBalancerConfig balancing, Upstream... upstreams) {
        Config config = new Config(
                server(),
                List.of(upstreams).stream().map(Upstream::config).toList(),
                balancing,
                List.of(),
                new PricingConfig(List.of(), List.of(), new PricingConfig.UnknownModel.Free(), ""),
                new ModelsConfig(Map.of()),
                new AgentsConfig(List.of(), List.of(), Map.of(), List.of()));
        return new ConfigSnapshot(1, "hash", Instant.EPOCH, config, List.of());
    }

    public static TenantConfig tenant(String id, String... upstreams) {
        return new TenantConfig(
                id,
                id,
                List.of(Secret.of("key-of-" + id)),
                true,
                patterns("*"),
                List.of(),
                patterns(upstreams),
                LimitsConfig.UNLIMITED,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    public static List<ModelPattern> patterns(String... texts) {
        return List.of(texts).stream().map(ModelPattern::new).toList();
    }

    private static ServerConfig server() {
        return new ServerConfig(
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(30),
                true,
                1 << 20,
                Duration.ofMinutes(5),
                List.of(),
                0,
                Language.EN,
                TIMEOUTS,
                new LoggingConfig("info", 1 << 20, 5, true, Path.of("logs"), false),
                new AdminConfig(false, "/admin", "admin", Optional.empty(), Optional.empty(), List.of()),
                new OpenAiConfig(true, Map.of(), Optional.empty()),
                new RequestLogConfig(RequestLogConfig.Mode.OFF, 0, Duration.ofDays(7)),
                new CorsConfig(List.of()),
                new MetricsConfig(true),
                new TranslationConfig(false),
                new UsageConfig(UsageConfig.Fsync.NEVER, Duration.ofSeconds(1), 0),
                new AlertsConfig(Optional.empty(), List.of()));
    }
}
