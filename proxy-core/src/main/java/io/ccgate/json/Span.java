package io.ccgate.json;

/**
 * Bytes {@code [start, end)} of a body, counted from its first byte.
 *
 * @param start first byte
 * @param end one past the last byte
 */
public record Span(int start, int end) {
    public int length() {
        return end - start;
    }
}
