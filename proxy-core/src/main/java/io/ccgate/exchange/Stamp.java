package io.ccgate.exchange;

/** Moments in the life of an exchange, in the order they usually come. */
public enum Stamp {
    STARTED,
    BODY_RECEIVED,
    ADMITTED,
    ATTEMPT_STARTED,
    CONNECTED,
    REQUEST_SENT,
    ANSWER_HEAD,
    FIRST_CONTENT,
    ENDED
}
