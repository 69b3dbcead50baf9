package io.ccgate.translate.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.GatewayError;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An upstream's error in the client's words: status, type and code as the client's SDK and agent act on them. */
public final class FailureWriter {
    private static final Pattern TOKENS = Pattern.compile("\\d{4,}");
    private static final String TOO_LONG = "prompt is too long";

    private FailureWriter() {}

    /** @param requestId shown in the body where the protocol has a place for it */
    public static ErrorReply write(Protocol client, Failure failure, String requestId) {
        return switch (client) {
            case ANTHROPIC -> anthropic(failure, requestId);
            case CHAT, RESPONSES -> openAi(failure);
            case GEMINI -> gemini(failure);
        };
    }

    private static ErrorReply anthropic(Failure failure, String requestId) {
        ObjectNode body = anthropicEvent(failure).put("request_id", requestId);
        int status = switch (failure.type()) {
            case INVALID_REQUEST -> 400;
            case AUTHENTICATION -> 401;
            case BILLING -> 402;
            case PERMISSION -> 403;
            case NOT_FOUND -> 404;
            case TOO_LARGE -> 413;
            case RATE_LIMIT -> 429;
            case OVERLOADED -> 529;
            case TIMEOUT -> 504;
            case UPSTREAM -> failure.status() == 0 || Failure.UPSTREAM_AUTH.equals(failure.code()) ? 502 : 500;
            case INTERNAL -> 500;
        };
        return new ErrorReply(status, body, true, failure.retryAfterSeconds());
    }

    /** The error event of a Messages stream; also the body of an error answer, but for its request id. */
    public static ObjectNode anthropicEvent(Failure failure) {
        String type = switch (failure.type()) {
            case INVALID_REQUEST -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case BILLING -> "billing_error";
            case PERMISSION -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case RATE_LIMIT -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMEOUT -> "timeout_error";
            case UPSTREAM, INTERNAL -> "api_error";
        };
        ObjectNode event = Json.object().put("type", "error");
        event.putObject("error").put("type", type).put("message", anthropicMessage(failure));
        return event;
    }

    /** Claude Code compacts the conversation when it reads these words, best with both numbers behind them. */
    private static String anthropicMessage(Failure failure) {
        String message = failure.message();
        if (!failure.contextLength() || message.startsWith(TOO_LONG)) {
            return message;
        }
        List<Long> numbers = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(message);
        while (matcher.find() && numbers.size() < 2 && matcher.group().length() < 10) {
            numbers.add(Long.parseLong(matcher.group()));
        }
        if (numbers.size() < 2) {
            return TOO_LONG + ": " + message;
        }
        long given = Math.max(numbers.get(0), numbers.get(1));
        long most = Math.min(numbers.get(0), numbers.get(1));
        return TOO_LONG + ": " + given + " tokens > " + most + " maximum";
    }

    /** Chat Completions and Responses share their errors; a Chat stream's error chunk has the same body. */
    public static ErrorReply openAi(Failure failure) {
        int status = switch (failure.type()) {
            case INVALID_REQUEST -> 400;
            case AUTHENTICATION -> 401;
            case BILLING, RATE_LIMIT -> 429;
            case PERMISSION -> 403;
            case NOT_FOUND -> 404;
            case TOO_LARGE -> 413;
            case OVERLOADED -> 503;
            case TIMEOUT -> 504;
            case UPSTREAM -> failure.status() == 500 ? 500 : 502;
            case INTERNAL -> 500;
        };
        String type = switch (failure.type()) {
            case INVALID_REQUEST, NOT_FOUND, TOO_LARGE -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case BILLING -> "insufficient_quota";
            case PERMISSION -> "permission_error";
            case RATE_LIMIT -> "rate_limit_error";
            case OVERLOADED -> "service_unavailable_error";
            case TIMEOUT, UPSTREAM, INTERNAL -> "server_error";
        };
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", failure.message())
                .put("type", type)
                .putNull("param")
                .put("code", openAiCode(failure));
        return new ErrorReply(status, body, failure.type() != GatewayError.Type.BILLING, failure.retryAfterSeconds());
    }

    private static @Nullable String openAiCode(Failure failure) {
        return switch (failure.type()) {
            case INVALID_REQUEST, UPSTREAM -> failure.code();
            case AUTHENTICATION -> "invalid_api_key";
            case BILLING -> "insufficient_quota";
            case NOT_FOUND -> "model_not_found";
            case TOO_LARGE -> failure.contextLength() ? failure.code() : "request_too_large";
            case RATE_LIMIT -> "rate_limit_exceeded";
            case TIMEOUT -> "timeout";
            case OVERLOADED -> "server_is_overloaded";
            case PERMISSION, INTERNAL -> null;
        };
    }

    /**
     * The {@code error} of a failed response. Codex repeats the turn on {@code server_error} and gives up on the codes
     * that trying again cannot mend.
     */
    public static ObjectNode responsesError(Failure failure) {
        String code = switch (failure.type()) {
            case RATE_LIMIT -> "rate_limit_exceeded";
            case BILLING -> "insufficient_quota";
            case INVALID_REQUEST -> failure.contextLength() ? Failure.CONTEXT_LENGTH : "server_error";
            default -> "server_error";
        };
        return Json.object().put("code", code).put("message", failure.message());
    }

    public static ErrorReply gemini(Failure failure) {
        int status = switch (failure.type()) {
            case INVALID_REQUEST, TOO_LARGE -> 400;
            case AUTHENTICATION -> 401;
            case BILLING, RATE_LIMIT -> 429;
            case PERMISSION -> 403;
            case NOT_FOUND -> 404;
            case OVERLOADED -> 503;
            case TIMEOUT -> 504;
            case UPSTREAM, INTERNAL -> 500;
        };
        String word = switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("code", status)
                .put("message", failure.message())
                .put("status", word);
        if (failure.retryAfterSeconds() >= 0) {
            // Gemini CLI waits by this, not by the header.
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                    .put("retryDelay", failure.retryAfterSeconds() + "s");
        }
        return new ErrorReply(status, body, failure.type() != GatewayError.Type.BILLING, failure.retryAfterSeconds());
    }
}
