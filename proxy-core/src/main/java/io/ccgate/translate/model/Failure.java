package io.ccgate.translate.model;

import io.ccgate.error.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's error, free of any protocol.
 *
 * @param status the upstream's HTTP status; 0 for an error inside a stream
 * @param message safe to show
 * @param code the word a program looks for, e.g. {@link #CONTEXT_LENGTH}; null when the upstream gave none
 * @param retryAfterSeconds when to come back; -1 when the upstream did not say
 */
public record Failure(
        GatewayError.Type type,
        int status,
        String message,
        @Nullable String code,
        long retryAfterSeconds) {
    public static final String CONTEXT_LENGTH = "context_length_exceeded";
    public static final String TRUNCATED = "upstream_stream_truncated";
    /** The gateway's own key was refused: nothing the client could mend. */
    public static final String UPSTREAM_AUTH = "upstream_auth_error";

    public Failure(GatewayError.Type type, int status, String message, @Nullable String code) {
        this(type, status, message, code, -1);
    }

    /** The upstream's stream ended before its answer did. */
    public static Failure truncated() {
        return new Failure(GatewayError.Type.UPSTREAM, 0, "upstream stream ended prematurely", TRUNCATED);
    }

    public static Failure unreadable() {
        return new Failure(GatewayError.Type.UPSTREAM, 0, "upstream sent an answer that cannot be read", null);
    }

    public boolean contextLength() {
        return CONTEXT_LENGTH.equals(code);
    }
}
