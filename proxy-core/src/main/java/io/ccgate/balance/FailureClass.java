package io.ccgate.balance;

/** What kind of failure an attempt ended with; decides what it means for the upstream. */
public enum FailureClass {
    /** 401, 402, 403: the upstream refuses our key. Counts, and the key rests a short while at once. */
    CREDENTIAL,
    /** 429: this model at this upstream cools down. Does not count: the upstream works, it is only full. */
    RATE_LIMITED,
    /** 408, 504, or no answer in time. Counts. */
    TIMEOUT,
    /** 503, 529. Counts. */
    OVERLOADED,
    /** Any other 5xx, an answer that is no HTTP, or an error event at the head of a stream. Counts. */
    SERVER,
    /** Name, TCP, TLS or forward proxy failed: nothing was sent. Counts. */
    CONNECT,
    /** The connection broke before the answer was complete. Counts. */
    CUT;

    /** Whether this failure is one of the failures in a row that take an upstream out. */
    public boolean counts() {
        return this != RATE_LIMITED;
    }
}
