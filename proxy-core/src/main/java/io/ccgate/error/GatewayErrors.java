package io.ccgate.error;

import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayError.Source;
import java.util.OptionalLong;

/**
 * Every error that the gateway itself makes, by name. The codes are CCGate's words where it has one. A failure that
 * trying again cannot mend carries {@code clientShouldRetry = false}: without it Claude Code repeats a 401 for three
 * minutes; permanent conditions avoid 5xx, which Codex tries thirty times.
 */
public final class GatewayErrors {
    private GatewayErrors() {}

    public static GatewayError missingKey() {
        return refused(
                GatewayError.Type.AUTHENTICATION,
                401,
                "missing_auth",
                "no API key: send it as Authorization: Bearer, x-api-key or x-goog-api-key");
    }

    public static GatewayError modelMissing() {
        return refused(GatewayError.Type.INVALID_REQUEST, 400, "model_missing", "model: the request names none");
    }

    /** No upstream is configured to serve this model: permanent, so a 404. */
    public static GatewayError modelUnknown(String model) {
        return refused(
                GatewayError.Type.NOT_FOUND,
                404,
                "model_not_found",
                "model " + shown(model) + " is served by no upstream here");
    }

    public static GatewayError notFound() {
        return refused(GatewayError.Type.NOT_FOUND, 404, "not_found", "nothing is served at this path");
    }

    public static GatewayError bodyTooLarge(long limitBytes) {
        return refused(
                GatewayError.Type.TOO_LARGE,
                413,
                "body_too_large",
                "the request body is larger than the " + limitBytes + " bytes allowed here (server.maxBodySize)");
    }

    /** The gateway holds as much of request bodies as it may; others must finish first. */
    public static GatewayError memoryBusy() {
        return passing(
                GatewayError.Type.OVERLOADED, 503, "busy", "the gateway holds too many request bodies; try again", 1);
    }

    /**
     * A body that could be read in two ways, or in none.
     *
     * @param offset byte at which it was noticed
     */
    public static GatewayError malformedBody(String message, int offset) {
        return refused(
                GatewayError.Type.INVALID_REQUEST,
                400,
                "malformed_body",
                "the request body, byte " + offset + ": " + message);
    }

    public static GatewayError unsupportedEncoding(String encoding) {
        return refused(
                GatewayError.Type.INVALID_REQUEST,
                415,
                "unsupported_encoding",
                "content-encoding " + shown(encoding) + " is not understood; send the body uncompressed");
    }

    /**
     * A budget is used up. Says nothing of when to come back but in its words: Codex would sleep until then.
     *
     * @param message names the limit, what of it is used, and when it begins again
     */
    public static GatewayError limitExceeded(String message) {
        return refused(GatewayError.Type.BILLING, 429, "limit_exceeded", message);
    }

    /** A rate per minute or the number of concurrent requests is exceeded; waiting helps. */
    public static GatewayError tooManyRequests(String message, long retryAfterSeconds) {
        return new GatewayError(
                GatewayError.Type.RATE_LIMIT,
                Source.CLIENT,
                429,
                Retry.NEVER,
                "too_many_requests",
                message,
                OptionalLong.of(retryAfterSeconds),
                true);
    }

    public static GatewayError upstreamTimeout(String what, Retry retry) {
        return upstream(
                GatewayError.Type.TIMEOUT,
                504,
                "upstream_timeout",
                "the upstream did not answer in time: " + what,
                retry);
    }

    public static GatewayError upstreamUnreachable(String why, Retry retry) {
        return upstream(
                GatewayError.Type.UPSTREAM, 502, "upstream_error", "the upstream cannot be reached: " + why, retry);
    }

    public static GatewayError upstreamCut(Retry retry) {
        return upstream(
                GatewayError.Type.UPSTREAM,
                502,
                "upstream_cut",
                "the upstream closed the connection before its answer ended",
                retry);
    }

    /**
     * The upstream broke HTTP.
     *
     * @param deviation what it did, e.g. "both Transfer-Encoding and Content-Length"
     */
    public static GatewayError upstreamProtocol(String deviation) {
        return upstream(
                GatewayError.Type.UPSTREAM,
                502,
                "upstream_protocol",
                "the upstream's answer is no valid HTTP: " + deviation,
                Retry.NEVER);
    }

    /** Every upstream that might serve runs as many requests as it may. */
    public static GatewayError allUpstreamsBusy() {
        return passing(
                GatewayError.Type.OVERLOADED, 503, "upstreams_busy", "all upstreams are at their limit; try again", 1);
    }

    /** An upstream answered with an error status and nothing better came. */
    public static GatewayError upstreamStatus(int status) {
        return upstream(
                GatewayError.Type.UPSTREAM,
                502,
                "upstream_status",
                "the upstream answered with status " + status,
                Retry.ALWAYS);
    }

    /**
     * A stream of status 200 began with an error event.
     *
     * @param status the status this error would have had as an answer of its own
     * @param message the upstream's own words
     */
    public static GatewayError upstreamStreamError(int status, String message) {
        GatewayError.Type type = switch (status) {
            case 429 -> GatewayError.Type.RATE_LIMIT;
            case 503, 529 -> GatewayError.Type.OVERLOADED;
            case 504 -> GatewayError.Type.TIMEOUT;
            default -> GatewayError.Type.UPSTREAM;
        };
        return upstream(
                type,
                status,
                "upstream_stream_error",
                message.isEmpty() ? "the upstream's stream began with an error" : message,
                Retry.ALWAYS);
    }

    /**
     * The request means something that no upstream left can be told.
     *
     * @param field path in the client's request; empty when it is about the whole
     * @param code {@code unsupported_parameter} or {@code invalid_value}
     */
    public static GatewayError untranslatable(String field, String message, String code) {
        return new GatewayError(
                GatewayError.Type.INVALID_REQUEST,
                Source.CLIENT,
                400,
                Retry.NEVER,
                code,
                message,
                OptionalLong.empty(),
                false,
                field);
    }

    /** Nobody is left to be told; for the record. */
    public static GatewayError clientGone() {
        return new GatewayError(
                GatewayError.Type.INVALID_REQUEST,
                Source.CLIENT,
                499,
                Retry.NEVER,
                "client_gone",
                "the client closed the connection",
                OptionalLong.empty(),
                false);
    }

    /** The model has no price and the configuration turns such models away. */
    public static GatewayError modelUnpriced(String model) {
        return refused(
                GatewayError.Type.PERMISSION,
                403,
                "model_without_price",
                "model " + shown(model) + " has no price; the operator can add one to pricing.json");
    }

    public static GatewayError openaiDisabled() {
        return refused(
                GatewayError.Type.OVERLOADED,
                503,
                "openai_disabled",
                "the OpenAI endpoint is switched off (openai.enabled)");
    }

    /** Codex tries a WebSocket first and goes on over HTTP at once when it gets a 426. */
    public static GatewayError websocketNotServed() {
        return refused(
                GatewayError.Type.INVALID_REQUEST,
                426,
                "websocket_not_served",
                "WebSocket is not served here; use HTTP requests");
    }

    public static GatewayError draining() {
        return passing(GatewayError.Type.OVERLOADED, 503, "draining", "the gateway is shutting down; try again", 1);
    }

    public static GatewayError headerTooLarge() {
        return refused(GatewayError.Type.TOO_LARGE, 431, "headers_too_large", "the request's headers are too large");
    }

    public static GatewayError uriTooLong() {
        return refused(GatewayError.Type.TOO_LARGE, 414, "uri_too_long", "the request's target is too long");
    }

    public static GatewayError requestTimeout() {
        return new GatewayError(
                GatewayError.Type.TIMEOUT,
                Source.CLIENT,
                408,
                Retry.NEVER,
                "request_timeout",
                "the request did not arrive in time (server.timeout)",
                OptionalLong.empty(),
                true);
    }

    public static GatewayError expectationFailed() {
        return refused(
                GatewayError.Type.INVALID_REQUEST,
                417,
                "expectation_failed",
                "only Expect: 100-continue is understood");
    }

    public static GatewayError badRequest(String message) {
        return refused(GatewayError.Type.INVALID_REQUEST, 400, "bad_request", message);
    }

    /** A fault of the gateway's own. */
    public static GatewayError internal() {
        return new GatewayError(
                GatewayError.Type.INTERNAL,
                Source.GATEWAY,
                500,
                Retry.NEVER,
                "internal_error",
                "internal error of the gateway; its log tells more under this request's id",
                OptionalLong.empty(),
                true);
    }

    private static GatewayError refused(GatewayError.Type type, int status, String code, String message) {
        Source source = status >= 500 ? Source.GATEWAY : Source.CLIENT;
        return new GatewayError(type, source, status, Retry.NEVER, code, message, OptionalLong.empty(), false);
    }

    private static GatewayError passing(
            GatewayError.Type type, int status, String code, String message, long retryAfterSeconds) {
        return new GatewayError(
                type, Source.GATEWAY, status, Retry.NEVER, code, message, OptionalLong.of(retryAfterSeconds), true);
    }

    private static GatewayError upstream(GatewayError.Type type, int status, String code, String message, Retry retry) {
        return new GatewayError(type, Source.UPSTREAM, status, retry, code, message, OptionalLong.empty(), true);
    }

    /** What the client sent, cut to a length that a message can hold. */
    private static String shown(String text) {
        return '"' + (text.length() <= 100 ? text : text.substring(0, 100) + "…") + '"';
    }
}
