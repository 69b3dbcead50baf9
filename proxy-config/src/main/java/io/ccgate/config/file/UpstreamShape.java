package io.ccgate.config.file;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UpstreamConfig.AuthForm;
import io.ccgate.config.model.UpstreamConfig.ForwardProxy;
import io.ccgate.config.model.UpstreamConfig.HeaderEdits;
import io.ccgate.config.model.UpstreamConfig.HealthCheckConfig;
import io.ccgate.config.model.UpstreamConfig.ProviderConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.shape.Addresses;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Mapped;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Type;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One entry of {@code upstreams.json}. */
final class UpstreamShape {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** Model name rewrites, first match wins; also of a tenant. */
    static final Type<List<ModelRule>> REWRITES =
            new Mapped<>(Types.map("pattern", Types.nonEmpty()), UpstreamShape::rules);

    private static final Key<String> ID = Key.of("id", Types.nonEmpty(), "Unique name, for logs, records and tenants.")
            .required();
    private static final Key<String> NAME = Key.of("name", Types.text(), "Name to show; absent: the id.");
    private static final Key<URI> URL = Key.of(
                    "url",
                    Addresses.baseUrl(),
                    "Base URL as the provider documents it; a path is put before the request's, and a version at its"
                            + " end (/v1) replaces the request's.")
            .required();
    private static final Key<Secret> KEY =
            Key.of("key", Types.secret(), "API key of the account.").or("");
    private static final Key<String> DESCRIPTION =
            Key.of("description", Types.text(), "Free text.").or("");
    private static final Key<BigDecimal> WEIGHT = Key.of(
                    "weight", Numbers.decimal(), "Share under the weighted strategies.")
            .or(100);
    private static final Key<Boolean> ENABLED =
            Key.of("enabled", Types.bool(), "Whether it is used at all.").or(true);
    private static final Key<Protocol> PROTOCOL = Key.of(
                    "protocol",
                    Types.choice(Protocol.values(), Protocol::id),
                    "What it speaks; other clients are translated.")
            .or("anthropic");
    private static final Key<AuthForm> AUTH = Key.of(
                    "auth",
                    Types.choice(AuthForm.values(), UpstreamShape::authName),
                    "Header that carries the key; as-client uses the one the client used.")
            .or("as-client");
    private static final Key<List<Agent>> AGENTS = Key.of(
                    "agents", Types.list(Types.choice(Agent.values(), Agent::id)), "Agents it serves; absent: all.")
            .or(List.of());
    private static final Key<List<ModelRule>> MODELS = Key.of(
                    "models", REWRITES, "Model names or patterns and what this upstream calls them; first match wins.")
            .or(Map.of());
    private static final Key<List<ModelPattern>> ALLOWED_MODELS = Key.of(
                    "allowedModels", Types.list(Types.pattern()), "Models it serves; absent: all.")
            .or(List.of());
    private static final Key<List<ModelPattern>> BLOCKED_MODELS = Key.of(
                    "blockedModels", Types.list(Types.pattern()), "Models it never serves.")
            .or(List.of());
    private static final Key<Map<String, Secret>> SET_HEADERS = Key.of(
                    "set", Types.map("header", Types.secret()), "Headers to set.")
            .or(Map.of());
    private static final Key<List<String>> REMOVE_HEADERS =
            Key.of("remove", Types.list(Types.nonEmpty()), "Headers to remove.").or(List.of());
    private static final Shape<HeaderEdits> HEADER_EDITS = Shape.of(
            "Changes to the headers sent to this upstream.",
            in -> new HeaderEdits(in.get(SET_HEADERS), in.get(REMOVE_HEADERS)),
            SET_HEADERS,
            REMOVE_HEADERS);
    private static final Key<HeaderEdits> HEADERS = Key.of(
                    "headers", HEADER_EDITS, "Changes to the headers sent to this upstream.")
            .or(Map.of());
    private static final Key<ForwardProxy> FORWARD_PROXY = Key.of(
            "forwardProxy", Addresses.forwardProxy(), "Proxy on the way: http://user:pass@host:port or socks5://…");
    private static final Key<Boolean> CHECK_ENABLED =
            Key.of("enabled", Types.bool(), "Whether this upstream is asked.").or(true);
    private static final Key<Duration> CHECK_INTERVAL = Key.of(
                    "interval", Quantities.duration(Duration.ofMillis(100)), "Time between two checks.")
            .or(30_000);
    private static final Key<Duration> CHECK_TIMEOUT = Key.of(
                    "timeout", Quantities.duration(MILLISECOND), "Longest wait for the answer.")
            .or(5_000);
    private static final Key<String> CHECK_PATH = Key.of(
                    "path", Types.urlPath(), "Requested with GET below the URL; 200 to 399 is healthy.")
            .or("/health");
    private static final Shape<HealthCheckConfig> CHECK = Shape.of(
            "Active health check; loadBalancer.healthCheckEnabled switches all of them.",
            in -> new HealthCheckConfig(
                    in.get(CHECK_ENABLED), in.get(CHECK_INTERVAL), in.get(CHECK_TIMEOUT), in.get(CHECK_PATH)),
            CHECK_ENABLED,
            CHECK_INTERVAL,
            CHECK_TIMEOUT,
            CHECK_PATH);
    private static final Key<HealthCheckConfig> HEALTH_CHECK =
            Key.of("healthCheck", CHECK, CHECK.description()).or(Map.of());
    private static final Key<TimeoutsShape.Patch> TIMEOUTS = Key.of(
                    "timeouts", TimeoutsShape.OF_UPSTREAM, TimeoutsShape.OF_UPSTREAM.description())
            .or(Map.of());
    private static final Key<Integer> FAILURE_THRESHOLD = Key.of(
                    "failureThreshold", Numbers.integer(1, 1_000_000), "Failures in a row that take it out.")
            .or(3);
    private static final Key<Duration> BLACKLIST_FOR = Key.of(
                    "blacklistFor", Quantities.duration(Duration.ZERO), "How long it stays out.")
            .or("10m");
    private static final Key<Integer> MAX_CONCURRENT = Key.of(
                    "maxConcurrent", Numbers.integer(0, Integer.MAX_VALUE), "Requests at a time; 0 means no limit.")
            .or(0);
    private static final Key<BigDecimal> PRICE_MULTIPLIER = Key.of(
                    "priceMultiplier", Numbers.decimal(), "Factor on every price of this upstream.")
            .or(1);
    private static final Key<Map<String, PriceShape.Row>> PRICES = Key.of(
                    "prices",
                    Types.map("model pattern", PriceShape.ROW),
                    "Prices of this upstream that differ, in the unit of pricing.json (per1m without that file).")
            .or(Map.of());
    private static final Key<ProviderConfig> PROVIDER = Key.of(
                    "provider", ProviderShape.SHAPE, ProviderShape.SHAPE.description())
            .or(Map.of());
    private static final Key<Boolean> ASK_FOR_USAGE = Key.of(
                    "askForUsage",
                    Types.bool(),
                    "Ask a Chat stream for its usage when the client did not; false estimates and keeps such streams"
                            + " byte-exact.")
            .or(true);

    private UpstreamShape() {}

    static Shape<UpstreamConfig> shape(UpstreamsFile.Context context) {
        return Shape.of(
                "A provider account at a URL.",
                in -> upstream(in, context),
                ID,
                NAME,
                URL,
                KEY,
                DESCRIPTION,
                WEIGHT,
                ENABLED,
                PROTOCOL,
                AUTH,
                AGENTS,
                MODELS,
                ALLOWED_MODELS,
                BLOCKED_MODELS,
                HEADERS,
                FORWARD_PROXY,
                HEALTH_CHECK,
                TIMEOUTS,
                FAILURE_THRESHOLD,
                BLACKLIST_FOR,
                MAX_CONCURRENT,
                PRICE_MULTIPLIER,
                PRICES,
                PROVIDER,
                ASK_FOR_USAGE);
    }

    private static UpstreamConfig upstream(Values in, UpstreamsFile.Context context) {
        return new UpstreamConfig(
                in.get(ID),
                in.find(NAME).orElse(in.get(ID)),
                in.get(URL),
                in.get(KEY),
                in.get(DESCRIPTION),
                in.get(WEIGHT).doubleValue(),
                in.get(ENABLED),
                in.get(PROTOCOL),
                in.get(AUTH),
                in.get(AGENTS),
                in.get(MODELS),
                in.get(ALLOWED_MODELS),
                in.get(BLOCKED_MODELS),
                in.get(HEADERS),
                in.find(FORWARD_PROXY),
                in.get(HEALTH_CHECK),
                in.get(TIMEOUTS).over(context.timeouts()),
                in.get(FAILURE_THRESHOLD),
                in.get(BLACKLIST_FOR),
                in.get(MAX_CONCURRENT),
                in.get(PRICE_MULTIPLIER),
                PriceShape.table(in.get(PRICES), context.unit()),
                in.get(PROVIDER),
                in.get(ASK_FOR_USAGE));
    }

    private static String authName(AuthForm form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<ModelRule> rules(Map<String, String> rewrites) {
        List<ModelRule> rules = new ArrayList<>(rewrites.size());
        rewrites.forEach((pattern, target) -> rules.add(new ModelRule(new ModelPattern(pattern), target)));
        return List.copyOf(rules);
    }
}
