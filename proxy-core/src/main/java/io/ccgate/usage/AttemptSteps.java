package io.ccgate.usage;

/**
 * When an attempt reached each of its steps, in microseconds since the exchange began; -1 for a step it never reached. An attempt on a
 * connection that was open already is connected the moment it starts.
 *
 * @param sent the request's last byte had gone to the system
 * @param head the answer's head had come
 * @param content the first content went to the client
 */
public record AttemptSteps(long started, long connected, long sent, long head, long content, long ended) {
    /** Nothing is known. */
    public static final AttemptSteps NONE = new AttemptSteps(-1, -1, -1, -1, -1, -1);
}
