package io.ccgate.admin;

import static java.util.Map.entry;

import io.ccgate.auth.AdminAuth;
import io.ccgate.config.model.AdminConfig;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.LocalEndpoint;
import io.ccgate.policy.Entrance;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's own endpoints, each by method and path. What reads files or checks a password does so on the worker thread and
 * comes back to the client's event loop with the answer.
 */
public final class OwnEndpoints {
    private static final Logger log = LoggerFactory.getLogger(OwnEndpoints.class);

    private static final String JSON = "application/json";

    private final GatewayStatus status;
    private final Entrance entrance;
    private final AdminAuth admins;
    private final Executor worker;

    public OwnEndpoints(GatewayStatus status, Entrance entrance, AdminAuth admins, Executor worker) {
        this.status = status;
        this.entrance = entrance;
        this.admins = admins;
        this.worker = worker;
    }

    /** Keys such as {@code "GET /health"}. */
    public Map<String, LocalEndpoint> all() {
        return Map.ofEntries(
                entry("GET /health", this::health),
                entry("HEAD /health", this::health),
                entry("GET /ready", this::ready),
                entry("HEAD /ready", this::ready),
                entry("GET /metrics", this::metrics),
                entry("POST /usage", this::usage),
                entry("GET /usage/me", new MeEndpoint(status, entrance)::answer),
                entry("HEAD /api/hello", OwnEndpoints::hello),
                entry("GET /api/hello", OwnEndpoints::hello),
                entry("HEAD /anthropic/api/hello", OwnEndpoints::hello),
                entry("GET /anthropic/api/hello", OwnEndpoints::hello));
    }

    private void health(Exchange exchange) {
        String authorization = exchange.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (authorization == null) {
            send(exchange, HealthAnswer.open(status.now(), status.uptime()));
            return;
        }
        InetAddress caller = exchange.request().client();
        later(
                exchange,
                () -> isAdmin(authorization, caller)
                        ? HealthAnswer.detailed(status.now(), status.uptime(), status.facts())
                        : HealthAnswer.open(status.now(), status.uptime()));
    }

    private boolean isAdmin(String authorization, InetAddress caller) {
        AdminConfig admin = status.snapshot().config().server().admin();
        String bearer = afterScheme(authorization, "Bearer ");
        if (bearer != null) {
            return admins.token(admin, caller, bearer) instanceof AdminAuth.Result.Granted;
        }
        String basic = afterScheme(authorization, "Basic ");
        String pair = basic == null ? null : decoded(basic);
        int colon = pair == null ? -1 : pair.indexOf(':');
        return pair != null
                && colon >= 0
                && admins.login(admin, caller, pair.substring(0, colon), pair.substring(colon + 1))
                        instanceof AdminAuth.Result.Granted;
    }

    private static @Nullable String afterScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).trim()
                : null;
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private void ready(Exchange exchange) {
        send(exchange, ReadyAnswer.of(status.draining()));
    }

    /** For scrapers on this machine, and elsewhere for those with a token of the administrator's. */
    private void metrics(Exchange exchange) {
        String authorization = exchange.headers().get(HttpHeaderNames.AUTHORIZATION);
        InetAddress caller = exchange.request().client();
        String token = authorization == null ? null : afterScheme(authorization, "Bearer ");
        AdminConfig admin = status.snapshot().config().server().admin();
        if (!status.snapshot().config().server().metrics().enabled()) {
            GatewayAnswer.refuse(exchange, GatewayErrors.notFound());
        } else if (caller.isLoopbackAddress()
                || (token != null && admins.token(admin, caller, token) instanceof AdminAuth.Result.Granted)) {
            GatewayAnswer.send(exchange, 200, MetricsText.contentType(), List.of(), MetricsText.of(status));
        } else {
            GatewayAnswer.refuse(exchange, GatewayErrors.missingKey());
        }
    }

    private void usage(Exchange exchange) {
        byte[] body = ByteBufUtil.getBytes(exchange.body().bytes());
        InetAddress caller = exchange.request().client();
        LocalDate today = LocalDate.ofInstant(status.now(), ZoneOffset.UTC);
        ErrorEnvelope errors = exchange.errors();
        later(exchange, () -> new UsageAnswer(new RunningUsage(status, admins, errors, caller)).answer(body, today));
    }

    /** Claude Code asks for it before its first call, without a key, and only wants an answer. */
    private static void hello(Exchange exchange) {
        GatewayAnswer.send(exchange, 200, null, List.of(), new byte[0]);
    }

    /** Something that may take its time. */
    private interface SlowAnswer {
        Answer get() throws IOException;
    }

    private void later(Exchange exchange, SlowAnswer slow) {
        try {
            worker.execute(() -> {
                Answer answer = answerOf(slow);
                exchange.client().execute(() -> {
                    if (exchange.isEnded()) {
                        return;
                    }
                    if (answer == null) {
                        GatewayAnswer.refuse(exchange, GatewayErrors.internal());
                    } else {
                        send(exchange, answer);
                    }
                });
            });
        } catch (RejectedExecutionException stopping) {
            GatewayAnswer.refuse(exchange, GatewayErrors.draining());
        }
    }

    private static @Nullable Answer answerOf(SlowAnswer slow) {
        try {
            return slow.get();
        } catch (IOException | RuntimeException failure) {
            log.error("An answer of the gateway's own failed", failure);
            return null;
        }
    }

    private static void send(Exchange exchange, Answer answer) {
        GatewayAnswer.send(exchange, answer.status(), JSON, List.of(), answer.bytes());
    }
}
