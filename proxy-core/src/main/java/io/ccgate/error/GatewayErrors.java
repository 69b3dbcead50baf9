package io.ccgate.error;

import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayError.Source;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Every error that the gateway itself makes, by name. The codes are CCGate's words where it has one. A failure that
 * trying again cannot mend carries {@code clientShouldRetry = false}: without it Claude Code repeats a 401 for three
 * minutes; permanent conditions avoid 5xx, which Codex tries thirty times.
 */
public final class GatewayErrors {
    private GatewayErrors() {}

    public static GatewayError missingKey() {
        return refused(GatewayError.Type.AUTHENTICATION, 401, "missing_auth", ErrorWords.KEY_MISSING);
    }

    public static GatewayError invalidKey() {
        return refused(GatewayError.Type.AUTHENTICATION, 401, "invalid_key", ErrorWords.KEY_UNKNOWN);
    }

    public static GatewayError tenantDisabled() {
        return refused(GatewayError.Type.PERMISSION, 403, "tenant_disabled", ErrorWords.TENANT_DISABLED);
    }

    public static GatewayError tenantExpired(Instant at) {
        return refused(GatewayError.Type.PERMISSION, 403, "tenant_expired", ErrorWords.tenantExpired(at));
    }

    public static GatewayError addressNotAllowed(String address) {
        return refused(GatewayError.Type.PERMISSION, 403, "ip_not_allowed", ErrorWords.addressNotAllowed(address));
    }

    /** The tenant may use no model at all; 403, as CCGate answers. */
    public static GatewayError noModelAllowed() {
        return refused(GatewayError.Type.PERMISSION, 403, "no_model_config", ErrorWords.NO_MODEL_ALLOWED);
    }

    /** @param allowed patterns of those that are */
    public static GatewayError modelNotAllowed(String model, List<String> allowed) {
        return refused(
                GatewayError.Type.PERMISSION, 403, "model_not_allowed", ErrorWords.modelNotAllowed(model, allowed));
    }

    public static GatewayError modelMissing() {
        return refused(GatewayError.Type.INVALID_REQUEST, 400, "model_missing", ErrorWords.MODEL_MISSING);
    }

    /** No upstream is configured to serve this model: permanent, so a 404. */
    public static GatewayError modelUnknown(String model) {
        return refused(GatewayError.Type.NOT_FOUND, 404, "model_not_found", ErrorWords.modelUnknown(model));
    }

    public static GatewayError notFound() {
        return refused(GatewayError.Type.NOT_FOUND, 404, "not_found", ErrorWords.NOT_FOUND);
    }

    public static GatewayError bodyTooLarge(long limitBytes) {
        return refused(GatewayError.Type.TOO_LARGE, 413, "body_too_large", ErrorWords.bodyTooLarge(limitBytes));
    }

    /** The gateway holds as much of request bodies as it may; others must finish first. */
    public static GatewayError memoryBusy() {
        return passing(GatewayError.Type.OVERLOADED, 503, "busy", ErrorWords.MEMORY_BUSY, 1);
    }

    /**
     * A body that could be read in two ways, or in none.
     *
     * @param offset byte at which it was noticed
     */
    public static GatewayError malformedBody(String message, int offset) {
        return refused(
                GatewayError.Type.INVALID_REQUEST, 400, "malformed_body", ErrorWords.malformedBody(message, offset));
    }

    public static GatewayError unsupportedEncoding(String encoding) {
        return refused(
                GatewayError.Type.INVALID_REQUEST,
                415,
                "unsupported_encoding",
                ErrorWords.unsupportedEncoding(encoding));
    }

    /**
     * A budget is used up. Says nothing of when to come back but in its words: Codex would sleep until then.
     *
     * @param words name the limit, what of it is used, and when it begins again
     */
    public static GatewayError limitExceeded(Words words) {
        return refused(GatewayError.Type.BILLING, 429, "limit_exceeded", words);
    }

    /** A rate per minute or the number of concurrent requests is exceeded; waiting helps. */
    public static GatewayError tooManyRequests(Words words, long retryAfterSeconds) {
        return new GatewayError(
                GatewayError.Type.RATE_LIMIT,
                Source.CLIENT,
                429,
                Retry.NEVER,
                "too_many_requests",
                words,
                OptionalLong.of(retryAfterSeconds),
                true);
    }

    public static GatewayError upstreamTimeout(String what, Retry retry) {
        return upstream(GatewayError.Type.TIMEOUT, 504, "upstream_timeout", ErrorWords.upstreamTimeout(what), retry);
    }

    public static GatewayError upstreamUnreachable(String why, Retry retry) {
        return upstream(GatewayError.Type.UPSTREAM, 502, "upstream_error", ErrorWords.upstreamUnreachable(why), retry);
    }

    public static GatewayError upstreamCut(Retry retry) {
        return upstream(GatewayError.Type.UPSTREAM, 502, "upstream_cut", ErrorWords.UPSTREAM_CUT, retry);
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
                ErrorWords.upstreamProtocol(deviation),
                Retry.NEVER);
    }

    /** Every upstream that might serve runs as many requests as it may. */
    public static GatewayError allUpstreamsBusy() {
        return passing(GatewayError.Type.OVERLOADED, 503, "upstreams_busy", ErrorWords.UPSTREAMS_BUSY, 1);
    }

    /** An upstream answered with an error status and nothing better came. */
    public static GatewayError upstreamStatus(int status) {
        return upstream(
                GatewayError.Type.UPSTREAM, 502, "upstream_status", ErrorWords.upstreamStatus(status), Retry.ALWAYS);
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
                message.isEmpty() ? ErrorWords.STREAM_ERROR : Words.quoted(message),
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
                ErrorWords.untranslatable(message),
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
                ErrorWords.CLIENT_GONE,
                OptionalLong.empty(),
                false);
    }

    /** The model has no price and the configuration turns such models away. */
    public static GatewayError modelUnpriced(String model) {
        return refused(GatewayError.Type.PERMISSION, 403, "model_without_price", ErrorWords.modelUnpriced(model));
    }

    public static GatewayError openaiDisabled() {
        return refused(GatewayError.Type.OVERLOADED, 503, "openai_disabled", ErrorWords.OPENAI_DISABLED);
    }

    /** Codex tries a WebSocket first and goes on over HTTP at once when it gets a 426. */
    public static GatewayError websocketNotServed() {
        return refused(GatewayError.Type.INVALID_REQUEST, 426, "websocket_not_served", ErrorWords.WEBSOCKET);
    }

    public static GatewayError draining() {
        return passing(GatewayError.Type.OVERLOADED, 503, "draining", ErrorWords.DRAINING, 1);
    }

    public static GatewayError headerTooLarge() {
        return refused(GatewayError.Type.TOO_LARGE, 431, "headers_too_large", ErrorWords.HEADERS_TOO_LARGE);
    }

    public static GatewayError uriTooLong() {
        return refused(GatewayError.Type.TOO_LARGE, 414, "uri_too_long", ErrorWords.URI_TOO_LONG);
    }

    public static GatewayError requestTimeout() {
        return new GatewayError(
                GatewayError.Type.TIMEOUT,
                Source.CLIENT,
                408,
                Retry.NEVER,
                "request_timeout",
                ErrorWords.REQUEST_TIMEOUT,
                OptionalLong.empty(),
                true);
    }

    public static GatewayError expectationFailed() {
        return refused(GatewayError.Type.INVALID_REQUEST, 417, "expectation_failed", ErrorWords.EXPECTATION);
    }

    public static GatewayError badRequest(String message) {
        return refused(GatewayError.Type.INVALID_REQUEST, 400, "bad_request", ErrorWords.badRequest(message));
    }

    /** A fault of the gateway's own. */
    public static GatewayError internal() {
        return new GatewayError(
                GatewayError.Type.INTERNAL,
                Source.GATEWAY,
                500,
                Retry.NEVER,
                "internal_error",
                ErrorWords.INTERNAL,
                OptionalLong.empty(),
                true);
    }

    private static GatewayError refused(GatewayError.Type type, int status, String code, Words words) {
        Source source = status >= 500 ? Source.GATEWAY : Source.CLIENT;
        return new GatewayError(type, source, status, Retry.NEVER, code, words, OptionalLong.empty(), false);
    }

    private static GatewayError passing(
            GatewayError.Type type, int status, String code, Words words, long retryAfterSeconds) {
        return new GatewayError(
                type, Source.GATEWAY, status, Retry.NEVER, code, words, OptionalLong.of(retryAfterSeconds), true);
    }

    private static GatewayError upstream(GatewayError.Type type, int status, String code, Words words, Retry retry) {
        return new GatewayError(type, Source.UPSTREAM, status, retry, code, words, OptionalLong.empty(), true);
    }
}
