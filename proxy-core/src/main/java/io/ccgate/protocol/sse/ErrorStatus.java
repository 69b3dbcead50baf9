package io.ccgate.protocol.sse;

/** Which HTTP status an error inside a stream stands for, by the words of all four protocols. */
public final class ErrorStatus {
    private ErrorStatus() {}

    /**
     * The status for an error's code and type, the code counting first.
     *
     * @param code a number or a word; may be empty
     * @param type may be empty
     * @return 500 when neither is known
     */
    public static int of(String code, String type) {
        int byCode = of(code);
        int status = byCode != 0 ? byCode : of(type);
        return status != 0 ? status : 500;
    }

    private static int of(String word) {
        if (word.length() == 3 && word.charAt(0) >= '4' && word.charAt(0) <= '5') {
            return Character.isDigit(word.charAt(1)) && Character.isDigit(word.charAt(2)) ? Integer.parseInt(word) : 0;
        }
        return switch (word) {
            case "invalid_request_error",
                    "invalid_prompt",
                    "context_length_exceeded",
                    "invalid_value",
                    "content_filter",
                    "INVALID_ARGUMENT",
                    "FAILED_PRECONDITION" -> 400;
            case "authentication_error", "invalid_api_key", "UNAUTHENTICATED" -> 401;
            case "billing_error" -> 402;
            case "permission_error", "PERMISSION_DENIED" -> 403;
            case "not_found_error", "model_not_found", "NOT_FOUND" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error",
                    "rate_limit_exceeded",
                    "insufficient_quota",
                    "usage_limit_reached",
                    "too_many_requests",
                    "RESOURCE_EXHAUSTED" -> 429;
            case "api_error", "server_error", "internal_error", "INTERNAL" -> 500;
            case "server_is_overloaded", "service_unavailable_error", "service_unavailable", "UNAVAILABLE" -> 503;
            case "timeout_error", "timeout", "DEADLINE_EXCEEDED" -> 504;
            case "overloaded_error" -> 529;
            default -> 0;
        };
    }
}
