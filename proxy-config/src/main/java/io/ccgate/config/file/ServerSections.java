package io.ccgate.config.file;

import io.ccgate.config.model.AlertsConfig;
import io.ccgate.config.model.CorsConfig;
import io.ccgate.config.model.LoggingConfig;
import io.ccgate.config.model.MetricsConfig;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.RequestLogConfig;
import io.ccgate.config.model.TranslationConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.shape.Addresses;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The smaller sections of {@code server.json}. */
final class ServerSections {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    // --- logging
    private static final Key<String> LEVEL = Key.of(
                    "level", Types.choice(levels()), "Least important level that is logged.")
            .or("info");
    private static final Key<Long> MAX_FILE_SIZE = Key.of(
                    "maxFileSize", Quantities.size(1024), "Size after which a log file is rotated.")
            .or("100MB")
            .atRestart();
    private static final Key<Integer> MAX_FILES = Key.of(
                    "maxFiles", Numbers.integer(1, 10_000), "Rotated files kept of each log.")
            .or(5)
            .atRestart();
    private static final Key<Boolean> ENABLE_CONSOLE = Key.of(
                    "enableConsole", Types.bool(), "Whether to log to the console too.")
            .or(true)
            .atRestart();
    private static final Key<Path> DIRECTORY = Key.of(
                    "directory",
                    Addresses.path(),
                    "Folder of the log files; a relative path starts at the working folder.")
            .or("./data/logs")
            .atRestart();
    private static final Key<Boolean> JSON = Key.of("json", Types.bool(), "One JSON object a line instead of text.")
            .or(false)
            .atRestart();
    static final Shape<LoggingConfig> LOGGING = Shape.of(
            "Log files: combined.log, error.log and access.log.",
            in -> new LoggingConfig(
                    in.get(LEVEL),
                    in.get(MAX_FILE_SIZE),
                    in.get(MAX_FILES),
                    in.get(ENABLE_CONSOLE),
                    in.get(DIRECTORY),
                    in.get(JSON)),
            LEVEL,
            MAX_FILE_SIZE,
            MAX_FILES,
            ENABLE_CONSOLE,
            DIRECTORY,
            JSON);

    // --- proxy, as CCGate calls it
    private static final Key<Duration> PROXY_TIMEOUT = Key.of(
            "timeout", Quantities.duration(MILLISECOND), "Stands in for timeouts.nonStream when that is absent.");
    private static final Key<Integer> RETRY_ATTEMPTS = Key.of(
            "retryAttempts",
            Numbers.integer(0, 100),
            "Stands in for loadBalancer.retry.maxAttempts (one less) when that is absent.");
    private static final Key<Duration> RETRY_DELAY = Key.of(
            "retryDelay",
            Quantities.duration(Duration.ZERO),
            "Stands in for loadBalancer.retry.delay when that is absent.");
    static final Shape<ServerFile.Proxy> PROXY = Shape.of(
            "Keys of CCGate.",
            in -> new ServerFile.Proxy(in.find(PROXY_TIMEOUT), in.find(RETRY_ATTEMPTS), in.find(RETRY_DELAY)),
            PROXY_TIMEOUT,
            RETRY_ATTEMPTS,
            RETRY_DELAY);

    // --- openai
    private static final Key<Boolean> OPENAI_ENABLED = Key.of(
                    "enabled", Types.bool(), "Whether the OpenAI endpoint is served; off answers 503.")
            .or(true);
    private static final Key<Map<String, String>> OPENAI_MODELS = Key.of(
                    "models",
                    Types.map("alias", Types.nonEmpty()),
                    "Model names clients use and what they stand for, by exact name.")
            .or(Map.of());
    private static final Key<String> DEFAULT_MODEL = Key.of(
            "defaultModel", Types.nonEmpty(), "What a name that is no alias becomes; absent: it stays as it is.");
    static final Shape<OpenAiConfig> OPENAI = Shape.of(
            "The OpenAI endpoint.",
            in -> new OpenAiConfig(in.get(OPENAI_ENABLED), in.get(OPENAI_MODELS), in.find(DEFAULT_MODEL)),
            OPENAI_ENABLED,
            OPENAI_MODELS,
            DEFAULT_MODEL);

    // --- requestLog
    private static final Key<RequestLogConfig.Mode> MODE = Key.of(
                    "mode",
                    Types.choice(RequestLogConfig.Mode.values(), ServerSections::lower),
                    "Which requests are kept.")
            .or("off");
    private static final Key<Long> LOGGED_BODY = Key.of("maxBodySize", Quantities.size(0), "Bytes kept of each body.")
            .or("256KB");
    private static final Key<Duration> RETENTION = Key.of(
                    "retention", Quantities.duration(Duration.ofMinutes(1)), "How long they are kept.")
            .or("7d");
    static final Shape<RequestLogConfig> REQUEST_LOG = Shape.of(
            "Headers and bodies of requests, credentials taken out.",
            in -> new RequestLogConfig(in.get(MODE), in.get(LOGGED_BODY), in.get(RETENTION)),
            MODE,
            LOGGED_BODY,
            RETENTION);

    // --- cors, metrics, translation
    private static final Key<List<String>> ALLOWED_ORIGINS = Key.of(
                    "allowedOrigins",
                    Types.list(Types.nonEmpty()),
                    "Origins such as https://app.example; * means any, an empty list none.")
            .or(List.of());
    static final Shape<CorsConfig> CORS =
            Shape.of("Browsers that may call.", in -> new CorsConfig(in.get(ALLOWED_ORIGINS)), ALLOWED_ORIGINS);
    private static final Key<Boolean> METRICS_ENABLED =
            Key.of("enabled", Types.bool(), "Whether /metrics is served.").or(false);
    static final Shape<MetricsConfig> METRICS =
            Shape.of("Prometheus metrics.", in -> new MetricsConfig(in.get(METRICS_ENABLED)), METRICS_ENABLED);
    private static final Key<Boolean> STRICT = Key.of(
                    "strict",
                    Types.bool(),
                    "Refuse a parameter the target protocol lacks, instead of dropping and announcing it.")
            .or(false);
    static final Shape<TranslationConfig> TRANSLATION = Shape.of(
            "Requests whose upstream speaks another protocol.", in -> new TranslationConfig(in.get(STRICT)), STRICT);

    // --- usage
    private static final Key<UsageConfig.Fsync> FSYNC = Key.of(
                    "fsync",
                    Types.choice(UsageConfig.Fsync.values(), ServerSections::lower),
                    "When written records are forced to the disk.")
            .or("interval");
    private static final Key<Duration> FSYNC_INTERVAL = Key.of(
                    "fsyncInterval",
                    Quantities.duration(MILLISECOND),
                    "Longest time records stay unforced, with fsync interval.")
            .or("1s");
    private static final Key<Integer> RETENTION_DAYS = Key.of(
                    "retentionDays", Numbers.integer(0, 36_500), "Days of usage files kept; 0 keeps all.")
            .or(0);
    static final Shape<UsageConfig> USAGE = Shape.of(
            "The usage files.",
            in -> new UsageConfig(in.get(FSYNC), in.get(FSYNC_INTERVAL), in.get(RETENTION_DAYS)),
            FSYNC,
            FSYNC_INTERVAL,
            RETENTION_DAYS);

    // --- alerts
    private static final Key<Secret> WEBHOOK =
            Key.of("webhook", Addresses.webhook(), "URL that gets a POST of JSON for each warning.");
    private static final Key<List<Integer>> THRESHOLDS = Key.of(
                    "thresholds",
                    Types.list(Numbers.integer(1, 100)),
                    "Percent of a limit at which to warn, once per window.")
            .or(List.of(50, 80, 95));
    static final Shape<AlertsConfig> ALERTS = Shape.of(
            "Warnings before a limit is reached: a line in the log, and a webhook if there is one.",
            in -> new AlertsConfig(
                    in.find(WEBHOOK),
                    in.get(THRESHOLDS).stream().distinct().sorted().toList()),
            WEBHOOK,
            THRESHOLDS);

    private ServerSections() {}

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Ours, then the names of CCGate's logger that ours has no word for. */
    private static Map<String, String> levels() {
        Map<String, String> levels = new LinkedHashMap<>();
        for (String level : List.of("error", "warn", "info", "debug", "trace")) {
            levels.put(level, level);
        }
        levels.put("http", "info");
        levels.put("verbose", "debug");
        levels.put("silly", "trace");
        return levels;
    }
}
