package io.ccgate.admin;

import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.LocalEndpoint;
import java.util.List;
import java.util.Map;

/** The gateway's own endpoints, each by method and path. */
public final class OwnEndpoints {
    private static final String JSON = "application/json";

    private final GatewayStatus status;

    public OwnEndpoints(GatewayStatus status) {
        this.status = status;
    }

    /** Keys such as {@code "GET /health"}. */
    public Map<String, LocalEndpoint> all() {
        return Map.of(
                "GET /health", this::health,
                "HEAD /health", this::health,
                "GET /ready", this::ready,
                "HEAD /ready", this::ready,
                "HEAD /api/hello", OwnEndpoints::hello,
                "GET /api/hello", OwnEndpoints::hello);
    }

    private void health(Exchange exchange) {
        send(exchange, HealthAnswer.open(status.now(), status.uptime()));
    }

    private void ready(Exchange exchange) {
        send(exchange, ReadyAnswer.of(status.draining()));
    }

    /** Claude Code asks for it before its first call, without a key, and only wants an answer. */
    private static void hello(Exchange exchange) {
        GatewayAnswer.send(exchange, 200, null, List.of(), new byte[0]);
    }

    private static void send(Exchange exchange, Answer answer) {
        GatewayAnswer.send(exchange, answer.status(), JSON, List.of(), answer.bytes());
    }
}
