package io.ccgate.error;

/** What each protocol calls an error of ours. */
final class ProtocolWords {
    private ProtocolWords() {}

    /** Anthropic's {@code error.type}: one of its documented types, since SDKs choose their exception by it. */
    static String anthropicType(GatewayError error) {
        return switch (error.type()) {
            case INVALID_REQUEST -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case PERMISSION -> "permission_error";
            // 429 is the status that CCGate answers with; billing_error would be a 402's.
            case BILLING -> error.status() == 402 ? "billing_error" : "rate_limit_error";
            case NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case RATE_LIMIT -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMEOUT -> "timeout_error";
            case UPSTREAM, INTERNAL -> "api_error";
        };
    }

    /** OpenAI's {@code error.type}. */
    static String openaiType(GatewayError.Type type) {
        return switch (type) {
            case INVALID_REQUEST, NOT_FOUND, TOO_LARGE -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case PERMISSION -> "permission_error";
            case BILLING -> "insufficient_quota";
            case RATE_LIMIT -> "rate_limit_error";
            case OVERLOADED -> "service_unavailable_error";
            case TIMEOUT, UPSTREAM, INTERNAL -> "server_error";
        };
    }

    /** The {@code error.code} of a failed response: Codex repeats the turn on these two and gives up on most others. */
    static String responsesStreamCode(GatewayError.Type type) {
        return type == GatewayError.Type.RATE_LIMIT ? "rate_limit_exceeded" : "server_error";
    }

    /** Google's canonical status for an HTTP status, by google.rpc.Code. */
    static String geminiStatus(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 402, 429 -> "RESOURCE_EXHAUSTED";
            case 408, 504 -> "DEADLINE_EXCEEDED";
            case 500 -> "INTERNAL";
            case 501 -> "UNIMPLEMENTED";
            case 502, 503, 529 -> "UNAVAILABLE";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
