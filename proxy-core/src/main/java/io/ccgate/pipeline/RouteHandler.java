package io.ccgate.pipeline;

import io.ccgate.agents.AgentDetector;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.LocalEndpoint;
import io.ccgate.observe.requests.Recording;
import io.ccgate.observe.requests.RecordingRoom;
import io.ccgate.protocol.Route;
import io.ccgate.protocol.Routes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what a request is: one of the gateway's own endpoints, or one to relay, and in which protocol. */
public final class RouteHandler extends Stage {
    private static final List<GatewayAnswer.Header> PREFLIGHT = List.of(
            new GatewayAnswer.Header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD"),
            new GatewayAnswer.Header("access-control-max-age", "86400"));

    private final LocalEndpoints endpoints;
    private final RecordingRoom recordings;

    /** @param recordings room for what the request log keeps of running requests */
    public RouteHandler(LocalEndpoints endpoints, RecordingRoom recordings) {
        this.endpoints = endpoints;
        this.recordings = recordings;
    }

    @Override
    boolean passes(Exchange exchange) {
        String path = exchange.request().path();
        HttpMethod method = exchange.method();
        LocalEndpoint endpoint = endpoints.at(method, path);
        if (endpoint == null || endpoint.crossOrigin()) {
            allowOrigin(exchange);
            if (method.equals(HttpMethod.OPTIONS)) {
                preflight(exchange);
                return false;
            }
        }
        if (endpoint != null) {
            exchange.local(endpoint);
            return true;
        }
        Route route = Routes.of(method, path, exchange.headers());
        exchange.route(route);
        exchange.record(Recording.begin(
                recordings,
                exchange.inForce().config().server().requestLog(),
                exchange.request().query(),
                exchange.headers()));
        exchange.agent(AgentDetector.detect(exchange.headers(), path));
        String ambiguity = Routes.ambiguity(path);
        if (ambiguity != null) {
            GatewayAnswer.refuse(exchange, GatewayErrors.badRequest(ambiguity));
            return false;
        }
        if (route.openaiEndpoint()
                && !exchange.inForce().config().server().openai().enabled()) {
            GatewayAnswer.refuse(exchange, GatewayErrors.openaiDisabled());
            return false;
        }
        if (isWebSocket(exchange)) {
            GatewayAnswer.refuse(exchange, GatewayErrors.websocketNotServed());
            return false;
        }
        return true;
    }

    private static boolean isWebSocket(Exchange exchange) {
        return exchange.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private static void allowOrigin(Exchange exchange) {
        @Nullable String origin = exchange.headers().get(HttpHeaderNames.ORIGIN);
        List<String> allowed = exchange.inForce().config().server().cors().allowedOrigins();
        if (origin == null || allowed.isEmpty()) {
            return;
        }
        if (allowed.contains("*")) {
            exchange.corsOrigin("*");
        } else if (allowed.contains(origin)) {
            exchange.corsOrigin(origin);
        }
    }

    private static void preflight(Exchange exchange) {
        String asked = exchange.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        List<GatewayAnswer.Header> headers = PREFLIGHT;
        if (asked != null && exchange.corsOrigin() != null) {
            headers = List.of(
                    PREFLIGHT.get(0),
                    PREFLIGHT.get(1),
                    new GatewayAnswer.Header("access-control-allow-headers", asked));
        }
        GatewayAnswer.send(exchange, 200, null, headers, new byte[0]);
    }
}
