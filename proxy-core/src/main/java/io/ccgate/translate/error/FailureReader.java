package io.ccgate.translate.error;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.GatewayError;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an upstream says when it fails, in whatever shape: its own envelope, a bare string, {@code detail},
 * {@code message}, an array, HTML or nothing. HTML is never passed on.
 */
public final class FailureReader {
    private static final int LONGEST_PLAIN_MESSAGE = 500;

    private FailureReader() {}

    /**
     * An error answer.
     *
     * @param retryAfterSeconds from the answer's head; -1 when it did not say
     * @param clientOwnsKey whether the refused key came from the client; the gateway's own is not the client's business
     */
    public static Failure http(
            Protocol upstream, int status, byte[] body, long retryAfterSeconds, boolean clientOwnsKey) {
        JsonNode error = error(body);
        String message = message(error);
        if (message == null) {
            message = "the upstream answered with status " + status;
        }
        String word = word(upstream, error);
        String code = Json.string(error, "code");
        GatewayError.Type type = type(status, word, code);
        long retryAfter = retryAfterSeconds >= 0 ? retryAfterSeconds : retryInfo(error);
        if (type == GatewayError.Type.AUTHENTICATION && !clientOwnsKey) {
            return new Failure(
                    GatewayError.Type.UPSTREAM,
                    502,
                    "the upstream refused the gateway's credentials",
                    Failure.UPSTREAM_AUTH);
        }
        return new Failure(type, status, message, contextOr(type, message, code), retryAfter);
    }

    /** {@code {"type":"error","error":{"type","message"}}} within a stream. */
    public static Failure anthropicEvent(JsonNode event) {
        return inStream(Json.get(event, "error"), Protocol.ANTHROPIC);
    }

    /** {@code {"error":{"message","type","code"}}} or {@code {"error":"text"}} within a stream. */
    public static Failure chatEvent(JsonNode event) {
        return inStream(Json.get(event, "error"), Protocol.CHAT);
    }

    /** A failed response object, or a bare {@code error} event. */
    public static Failure responsesEvent(JsonNode holder) {
        JsonNode inner = Json.get(holder, "error");
        return inStream(inner == null ? holder : inner, Protocol.RESPONSES);
    }

    /** {@code {"error":{"code":503,"message","status"}}} within a stream. */
    public static Failure geminiEvent(JsonNode event) {
        return inStream(Json.get(event, "error"), Protocol.GEMINI);
    }

    private static Failure inStream(@Nullable JsonNode error, Protocol upstream) {
        String message = message(error);
        String code = Json.string(error, "code");
        int status = (int) Json.number(error, "code", 0);
        String word = word(upstream, error);
        GatewayError.Type type = type(status, word, code);
        if (type == GatewayError.Type.UPSTREAM && code != null) {
            type = type(0, code, code);
        }
        String shown = message == null ? "the upstream's stream failed" : message;
        return new Failure(type, 0, shown, contextOr(type, shown, code), retryInfo(error));
    }

    private static String word(Protocol upstream, @Nullable JsonNode error) {
        return Json.string(error, upstream == Protocol.GEMINI ? "status" : "type", "");
    }

    private static @Nullable JsonNode error(byte[] body) {
        JsonNode root;
        try {
            root = Json.parse(body);
        } catch (MalformedJsonException e) {
            return null;
        }
        if (root.isArray() && !root.isEmpty()) {
            root = root.get(0);
        }
        JsonNode inner = Json.get(root, "error");
        return inner == null ? root : inner;
    }

    private static @Nullable String message(@Nullable JsonNode error) {
        if (error == null) {
            return null;
        }
        JsonNode found = error.isTextual() ? error : Json.get(error, "message");
        if (found == null) {
            found = Json.get(error, "detail");
        }
        if (found == null) {
            return null;
        }
        String text = found.isTextual() ? found.textValue() : Json.text(found);
        boolean html = text.stripLeading().startsWith("<");
        if (text.isBlank() || html) {
            return null;
        }
        return found.isTextual() || text.length() <= LONGEST_PLAIN_MESSAGE
                ? text
                : text.substring(0, LONGEST_PLAIN_MESSAGE);
    }

    private static GatewayError.Type type(int status, String word, @Nullable String code) {
        if ("insufficient_quota".equals(code) || word.equals("insufficient_quota")) {
            return GatewayError.Type.BILLING;
        }
        GatewayError.Type byWord = byWord(word);
        return byWord == null ? byStatus(status) : byWord;
    }

    private static GatewayError.@Nullable Type byWord(String word) {
        return switch (word) {
            case "overloaded_error", "UNAVAILABLE", "service_unavailable_error", "server_is_overloaded", "slow_down" ->
                GatewayError.Type.OVERLOADED;
            case "rate_limit_error", "RESOURCE_EXHAUSTED", "rate_limit_exceeded" -> GatewayError.Type.RATE_LIMIT;
            case "authentication_error", "UNAUTHENTICATED", "invalid_api_key" -> GatewayError.Type.AUTHENTICATION;
            case "permission_error", "PERMISSION_DENIED" -> GatewayError.Type.PERMISSION;
            case "billing_error" -> GatewayError.Type.BILLING;
            case "not_found_error", "NOT_FOUND", "model_not_found" -> GatewayError.Type.NOT_FOUND;
            case "request_too_large" -> GatewayError.Type.TOO_LARGE;
            case "timeout_error", "DEADLINE_EXCEEDED" -> GatewayError.Type.TIMEOUT;
            case "context_length_exceeded", "invalid_prompt" -> GatewayError.Type.INVALID_REQUEST;
            default -> null;
        };
    }

    private static GatewayError.Type byStatus(int status) {
        return switch (status) {
            case 401 -> GatewayError.Type.AUTHENTICATION;
            case 402 -> GatewayError.Type.BILLING;
            case 403 -> GatewayError.Type.PERMISSION;
            case 404 -> GatewayError.Type.NOT_FOUND;
            case 413 -> GatewayError.Type.TOO_LARGE;
            case 429 -> GatewayError.Type.RATE_LIMIT;
            case 408, 504 -> GatewayError.Type.TIMEOUT;
            case 503, 529 -> GatewayError.Type.OVERLOADED;
            default -> status >= 400 && status < 500 ? GatewayError.Type.INVALID_REQUEST : GatewayError.Type.UPSTREAM;
        };
    }

    private static @Nullable String contextOr(GatewayError.Type type, String message, @Nullable String code) {
        if (type != GatewayError.Type.INVALID_REQUEST && type != GatewayError.Type.TOO_LARGE) {
            return code;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        boolean tooLong = lower.contains("prompt is too long")
                || lower.contains("maximum context length")
                || lower.contains("context window")
                || lower.contains("exceeds the maximum number of tokens");
        return tooLong ? Failure.CONTEXT_LENGTH : code;
    }

    /** Gemini says in the body when to come back: {@code details[].retryDelay}, such as {@code "17.5s"}. */
    private static long retryInfo(@Nullable JsonNode error) {
        for (JsonNode detail : Json.list(error, "details")) {
            String delay = Json.string(detail, "retryDelay", "");
            if (delay.matches("\\d{1,9}(\\.\\d+)?s")) {
                return (long) Math.ceil(Double.parseDouble(delay.substring(0, delay.length() - 1)));
            }
        }
        return -1;
    }
}
