package io.ccgate.upstream;

import io.netty.buffer.ByteBuf;

/**
 * Finds where an answer's body ends and which of its bytes are payload, without moving any of them. One instance per
 * answer, confined to the connection's event loop.
 */
abstract sealed class BodyFraming permits ChunkedFraming, LengthFraming, UntilCloseFraming {

    /** Is told of each stretch of payload. */
    @FunctionalInterface
    interface Payload {
        void accept(ByteBuf buffer, int index, int length);
    }

    static BodyFraming of(AnswerHead head) {
        return switch (head.framing()) {
            case NONE -> new LengthFraming(0);
            case LENGTH -> new LengthFraming(head.contentLength());
            case CHUNKED -> new ChunkedFraming();
            case UNTIL_CLOSE -> new UntilCloseFraming();
        };
    }

    /**
     * Looks at the bytes from {@code from} to {@code to} and returns the index behind the last one that belongs to the body.
     *
     * @throws AnswerHeadParser.MalformedAnswer when the bytes break the framing's rules
     */
    abstract int scan(ByteBuf buffer, int from, int to, Payload payload);

    /** Whether the body has ended. */
    abstract boolean done();

    /** Whether an orderly close of the connection ends the body. */
    boolean endsWithClose() {
        return false;
    }

    /** Index in the buffer last scanned at which the framing's own end begins; -1 when it began in an earlier one. */
    int closing(ByteBuf buffer) {
        return buffer.writerIndex();
    }

    /** Index in the buffer last scanned up to which its frames are whole; -1 when it holds no border of two frames. */
    int border() {
        return -1;
    }

    /** Whether something of our own could be inserted now without breaking the framing. */
    boolean betweenFrames() {
        return false;
    }
}
