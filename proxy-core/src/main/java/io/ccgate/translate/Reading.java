package io.ccgate.translate;

/** What reading a client's request, or writing it for an upstream, came to. */
public sealed interface Reading<T> {

    /** It can be translated. */
    record Done<T>(T value) implements Reading<T> {}

    /**
     * It cannot be translated without changing what it means; answer 400 and call no upstream.
     *
     * @param field path in the client's request
     * @param code {@code unsupported_parameter} or {@code invalid_value}
     */
    record Rejected<T>(String field, String message, String code) implements Reading<T> {}
}
