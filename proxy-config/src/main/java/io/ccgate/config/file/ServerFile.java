package io.ccgate.config.file;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.AlertsConfig;
import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.CorsConfig;
import io.ccgate.config.model.Language;
import io.ccgate.config.model.ListenerConfig;
import io.ccgate.config.model.LoggingConfig;
import io.ccgate.config.model.MetricsConfig;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.RequestLogConfig;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.config.model.TimeoutsConfig;
import io.ccgate.config.model.TranslationConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.shape.Addresses;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code server.json}: how the gateway listens, waits, logs and is administrated. */
public final class ServerFile {

    /**
     * What the file holds.
     *
     * @param proxy keys of CCGate that mean the retries of {@code upstreams.json}
     */
    public record Content(ServerConfig server, Proxy proxy) {}

    /** {@code proxy} of CCGate; it stands in for keys of ours that are absent. */
    public record Proxy(Optional<Duration> timeout, Optional<Integer> retryAttempts, Optional<Duration> retryDelay) {}

    /** {@code server}. */
    private record Server(
            List<ListenerConfig> listeners,
            Optional<ListenerConfig> adminListener,
            Duration clientTimeout,
            boolean keepAlive,
            long maxBodySize,
            Duration shutdownGrace,
            List<Cidr> trustedProxies,
            int eventLoops,
            Language language) {}

    private static final int MAX_PORT = 65_535;

    // --- a listener
    private static final Key<Path> CERTIFICATE = Key.of(
                    "certificate", Addresses.configFile(), "PEM file with the certificate chain.")
            .required();
    private static final Key<Path> PRIVATE_KEY = Key.of(
                    "privateKey", Addresses.configFile(), "PEM file with the PKCS#8 key.")
            .required();
    private static final Shape<ListenerConfig.TlsConfig> TLS = Shape.of(
            "Certificate of a listener; relative paths start at the configuration folder.",
            in -> new ListenerConfig.TlsConfig(in.get(CERTIFICATE), in.get(PRIVATE_KEY)),
            CERTIFICATE,
            PRIVATE_KEY);
    private static final Key<String> LISTENER_HOST = Key.of(
                    "host", Types.nonEmpty(), "Address to bind; 127.0.0.1 serves this machine only.")
            .or("0.0.0.0");
    private static final Key<Integer> LISTENER_PORT = Key.of(
                    "port", Numbers.integer(0, MAX_PORT), "TCP port; 0 lets the system choose.")
            .required();
    private static final Key<ListenerConfig.TlsConfig> LISTENER_TLS =
            Key.of("tls", TLS, "Serve HTTPS with this certificate.");
    private static final Shape<ListenerConfig> LISTENER = Shape.of(
            "An address to listen on.",
            in -> new ListenerConfig(in.get(LISTENER_HOST), in.get(LISTENER_PORT), in.find(LISTENER_TLS)),
            LISTENER_HOST,
            LISTENER_PORT,
            LISTENER_TLS);

    // --- server
    private static final Key<Integer> PORT = Key.of(
                    "port", Numbers.integer(1, MAX_PORT), "TCP port, when there are no listeners.")
            .or(3000)
            .atRestart();
    private static final Key<String> HOST = Key.of(
                    "host", Types.nonEmpty(), "Address to bind, when there are no listeners.")
            .or("0.0.0.0")
            .atRestart();
    private static final Key<List<ListenerConfig>> LISTENERS = Key.of(
                    "listeners", Types.list(LISTENER), "Addresses to listen on, instead of host and port.")
            .atRestart();
    private static final Key<ListenerConfig> ADMIN_LISTENER = Key.of(
                    "adminListener",
                    LISTENER,
                    "Own address for the console and the admin API; absent: the listeners serve them.")
            .atRestart();
    private static final Key<Duration> TIMEOUT = Key.of(
                    "timeout",
                    Quantities.duration(Duration.ofMillis(1)),
                    "Longest wait for the rest of a request once its first byte came, and for a stalled reader.")
            .or(30_000);
    private static final Key<Boolean> KEEP_ALIVE = Key.of(
                    "keepAlive", Types.bool(), "Whether a client connection serves more than one request.")
            .or(true);
    private static final Key<Long> MAX_BODY_SIZE = Key.of(
                    "maxBodySize", Quantities.size(1024), "Largest request body; larger ones are answered 413.")
            .or("32MB");
    private static final Key<Duration> SHUTDOWN_GRACE = Key.of(
                    "shutdownGrace", Quantities.duration(Duration.ZERO), "Longest wait for running requests at a stop.")
            .or("5m");
    private static final Key<List<Cidr>> TRUSTED_PROXIES = Key.of(
                    "trustedProxies", Types.list(Addresses.cidr()), "Networks whose X-Forwarded-For is believed.")
            .or(List.of());
    private static final Key<Integer> EVENT_LOOPS = Key.of(
                    "eventLoops", Numbers.integer(0, 1024), "Event loops; 0 means one for each processor.")
            .or(0)
            .atRestart();
    private static final Key<Language> LANGUAGE = Key.of(
                    "language",
                    Types.choice(Language.values(), language -> language.name().toLowerCase(Locale.ROOT)),
                    "Language of every refusal and error that the gateway itself writes to a client: en or zh.")
            .or("en");
    private static final Shape<Server> SERVER_SHAPE = Shape.of(
            "How clients reach the gateway.",
            ServerFile::server,
            PORT,
            HOST,
            LISTENERS,
            ADMIN_LISTENER,
            TIMEOUT,
            KEEP_ALIVE,
            MAX_BODY_SIZE,
            SHUTDOWN_GRACE,
            TRUSTED_PROXIES,
            EVENT_LOOPS,
            LANGUAGE);

    // --- the file
    private static final Key<Server> SERVER =
            Key.of("server", SERVER_SHAPE, SERVER_SHAPE.description()).or(Map.of());
    private static final Key<TimeoutsShape.Patch> TIMEOUTS = Key.of(
                    "timeouts", TimeoutsShape.OF_SERVER, "How long to wait for an upstream.")
            .or(Map.of());
    private static final Key<LoggingConfig> LOGGING =
            Key.of("logging", ServerSections.LOGGING, "Log files.").or(Map.of());
    private static final Key<Proxy> PROXY = Key.of("proxy", ServerSections.PROXY, "Keys of CCGate; the newer keys win.")
            .or(Map.of());
    private static final Key<AdminConfig> ADMIN =
            Key.of("admin", AdminShape.ADMIN, "Who may administrate.").or(Map.of());
    private static final Key<OpenAiConfig> OPENAI =
            Key.of("openai", ServerSections.OPENAI, "The OpenAI endpoint.").or(Map.of());
    private static final Key<RequestLogConfig> REQUEST_LOG = Key.of(
                    "requestLog", ServerSections.REQUEST_LOG, "Headers and bodies of requests, kept for a while.")
            .or(Map.of());
    private static final Key<CorsConfig> CORS =
            Key.of("cors", ServerSections.CORS, "Browsers that may call.").or(Map.of());
    private static final Key<MetricsConfig> METRICS =
            Key.of("metrics", ServerSections.METRICS, "Prometheus metrics.").or(Map.of());
    private static final Key<TranslationConfig> TRANSLATION = Key.of(
                    "translation", ServerSections.TRANSLATION, "Requests whose upstream speaks another protocol.")
            .or(Map.of());
    private static final Key<UsageConfig> USAGE =
            Key.of("usage", ServerSections.USAGE, "The usage files.").or(Map.of());

    private static final Key<AlertsConfig> ALERTS = Key.of(
                    "alerts", ServerSections.ALERTS, "Warnings before a limit is reached.")
            .or(Map.of());

    /** The whole file. */
    public static final Shape<Content> SHAPE = Shape.of(
            "server.json: how the gateway listens, waits, logs and is administrated.",
            ServerFile::content,
            SERVER,
            TIMEOUTS,
            LOGGING,
            PROXY,
            ADMIN,
            OPENAI,
            REQUEST_LOG,
            CORS,
            METRICS,
            TRANSLATION,
            USAGE,
            ALERTS);

    private ServerFile() {}

    private static Server server(Values in) {
        Optional<List<ListenerConfig>> listeners = in.find(LISTENERS);
        if (listeners.isPresent() && (in.has(PORT) || in.has(HOST))) {
            in.reject(
                    in.has(PORT) ? PORT : HOST,
                    "both host/port and listeners are given",
                    "keep listeners and remove host and port");
        }
        if (listeners.isPresent() && listeners.get().isEmpty()) {
            in.reject(LISTENERS, "no listener is given", "add { \"host\": \"127.0.0.1\", \"port\": 3000 }");
        }
        List<ListenerConfig> single = List.of(new ListenerConfig(in.get(HOST), in.get(PORT), Optional.empty()));
        return new Server(
                listeners.orElse(single),
                in.find(ADMIN_LISTENER),
                in.get(TIMEOUT),
                in.get(KEEP_ALIVE),
                in.get(MAX_BODY_SIZE),
                in.get(SHUTDOWN_GRACE),
                in.get(TRUSTED_PROXIES),
                in.get(EVENT_LOOPS),
                in.get(LANGUAGE));
    }

    private static Content content(Values in) {
        Server server = in.get(SERVER);
        Proxy proxy = in.get(PROXY);
        TimeoutsConfig timeouts = in.get(TIMEOUTS).over(TimeoutsShape.defaults(proxy.timeout()));
        ServerConfig config = new ServerConfig(
                server.listeners(),
                server.adminListener(),
                server.clientTimeout(),
                server.keepAlive(),
                server.maxBodySize(),
                server.shutdownGrace(),
                server.trustedProxies(),
                server.eventLoops(),
                server.language(),
                timeouts,
                in.get(LOGGING),
                in.get(ADMIN),
                in.get(OPENAI),
                in.get(REQUEST_LOG),
                in.get(CORS),
                in.get(METRICS),
                in.get(TRANSLATION),
                in.get(USAGE),
                in.get(ALERTS));
        return new Content(config, proxy);
    }
}
