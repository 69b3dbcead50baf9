package io.ccgate.usage;

/**
 * When an exchange reached each of its steps, in microseconds since the head of its request was read; -1 for a step it never reached.
 *
 * @param body the request's last byte had come
 * @param admitted tenant, model and limits had let it pass, waits in line included, and it was ready to go out
 * @param content the first content went to the client
 * @param ended the answer's last byte was queued for the client
 */
public record Timeline(long body, long admitted, long content, long ended) {
    /** Nothing is known. */
    public static final Timeline NONE = new Timeline(-1, -1, -1, -1);
}
