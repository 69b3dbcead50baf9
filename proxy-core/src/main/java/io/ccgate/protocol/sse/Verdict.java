package io.ccgate.protocol.sse;

/** What a stream has shown so far. */
public enum Verdict {
    /** Nothing the client could use: it may still be thrown away for another upstream's answer. */
    PREAMBLE,
    /** Part of the answer proper. */
    CONTENT,
    /** The upstream failed before it gave any content. */
    ERROR,
    /** The stream ended in good order without any content. */
    END
}
