package io.ccgate.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code server.json}.
 *
 * @param listeners where clients connect; at least one
 * @param adminListener own address for console and admin API; absent: they share the listeners
 * @param clientTimeout longest wait for the rest of a request once its first byte came, and for a stalled reader
 * @param keepAlive whether client connections serve more than one request
 * @param maxBodySize largest request body in bytes; larger ones are answered 413
 * @param shutdownGrace longest wait for running requests when the gateway stops
 * @param trustedProxies networks whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
 * @param eventLoops number of event loops; 0 means one for each processor
 * @param language of the answers the gateway words itself
 */
public record ServerConfig(
        List<ListenerConfig> listeners,
        Optional<ListenerConfig> adminListener,
        Duration clientTimeout,
        boolean keepAlive,
        long maxBodySize,
        Duration shutdownGrace,
        List<Cidr> trustedProxies,
        int eventLoops,
        Language language,
        TimeoutsConfig timeouts,
        LoggingConfig logging,
        AdminConfig admin,
        OpenAiConfig openai,
        RequestLogConfig requestLog,
        CorsConfig cors,
        MetricsConfig metrics,
        TranslationConfig translation,
        UsageConfig usage,
        AlertsConfig alerts) {}
