package io.ccgate.error;

import java.util.OptionalLong;

/**
 * Something that keeps a request from its answer, as a value. Its words are safe to show to the client: they hold no
 * key, no upstream address and no stack trace.
 *
 * @param type what happened; decides the words each protocol uses for it
 * @param source whose doing it was
 * @param status HTTP status for the client
 * @param retry whether the same request may be tried at an upstream (again)
 * @param code the short word that a program can look for, e.g. {@code invalid_key}
 * @param words for people; see {@link ErrorWords}
 * @param retryAfterSeconds when the client may come back; empty when not known
 * @param clientShouldRetry false sends {@code x-should-retry: false}: trying again cannot help
 * @param param path of the field that is at fault, e.g. {@code messages[2].content}; empty when no single one is
 */
public record GatewayError(
        Type type,
        Source source,
        int status,
        Retry retry,
        String code,
        Words words,
        OptionalLong retryAfterSeconds,
        boolean clientShouldRetry,
        String param) {

    /** An error of no single field. */
    public GatewayError(
            Type type,
            Source source,
            int status,
            Retry retry,
            String code,
            Words words,
            OptionalLong retryAfterSeconds,
            boolean clientShouldRetry) {
        this(type, source, status, retry, code, words, retryAfterSeconds, clientShouldRetry, "");
    }

    /** What it says, in English: for logs and records. */
    public String message() {
        return words.english();
    }

    /** What happened. */
    public enum Type {
        INVALID_REQUEST,
        AUTHENTICATION,
        PERMISSION,
        BILLING,
        NOT_FOUND,
        TOO_LARGE,
        RATE_LIMIT,
        OVERLOADED,
        TIMEOUT,
        UPSTREAM,
        INTERNAL
    }

    /** Whose doing it was. */
    public enum Source {
        CLIENT,
        UPSTREAM,
        GATEWAY
    }

    /** Whether another try is safe; set by who knows. */
    public enum Retry {
        /** The request may have been processed, or trying again cannot help. */
        NEVER,
        /** Only when the connection was reused and not one byte came back: the peer had closed it already. */
        IF_REUSED,
        /** Nothing was processed. */
        ALWAYS
    }
}
