package io.ccgate.protocol.sse;

/**
 * An error that came as an event of a 200 stream.
 *
 * @param type the provider's own word for it, e.g. {@code overloaded_error}; never empty
 * @param message the provider's own message; may be empty
 * @param status the HTTP status this error would have had as an answer of its own
 */
public record StreamError(String type, String message, int status) {}
