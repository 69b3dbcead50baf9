package io.ccgate.upstream;

import io.ccgate.upstream.AnswerHeadParser.MalformedAnswer;
import io.netty.buffer.ByteBuf;

/**
 * Chunked transfer coding (RFC 9112, section 7.1), scanned in place: chunk data is stepped over, only the few bytes around it
 * are read one by one. Since the same bytes then go to the client, everything that another reader could take differently
 * (a lone line feed, a size of many digits) is refused.
 */
final class ChunkedFraming extends BodyFraming {
    /** 15 hexadecimal digits still fit a positive long. */
    private static final int MAX_SIZE_DIGITS = 15;

    private static final int MAX_EXTENSION = 1024;
    private static final int MAX_TRAILERS = 16 * 1024;

    private enum State {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_LF,
        LAST_LF,
        DONE
    }

    private State state = State.SIZE;
    private long remaining;
    private int digits;
    private int extra;
    private int sizeStart;

    @Override
    int scan(ByteBuf buffer, int from, int to, Payload payload) {
        int i = from;
        sizeStart = betweenFrames() ? from : -1;
        while (i < to && state != State.DONE) {
            if (state == State.DATA) {
                int length = (int) Math.min(to - i, remaining);
                payload.accept(buffer, i, length);
                remaining -= length;
                i += length;
                if (remaining == 0) {
                    state = State.DATA_CR;
                }
            } else {
                step(buffer.getByte(i++));
                if (betweenFrames()) {
                    sizeStart = i;
                }
            }
        }
        return i;
    }

    private void step(byte b) {
        switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> {
                if (b == '\r') {
                    state = State.SIZE_LF;
                } else if (b == '\n' || b == 0 || ++extra > MAX_EXTENSION) {
                    throw new MalformedAnswer("a bad chunk extension");
                }
            }
            case SIZE_LF -> {
                expect(b, '\n');
                digits = 0;
                extra = 0;
                state = remaining == 0 ? State.TRAILER_START : State.DATA;
            }
            case DATA_CR -> {
                expect(b, '\r');
                state = State.DATA_LF;
            }
            case DATA_LF -> {
                expect(b, '\n');
                state = State.SIZE;
            }
            case TRAILER_START -> state = b == '\r' ? State.LAST_LF : trailer(b);
            case TRAILER -> {
                if (b == '\r') {
                    state = State.TRAILER_LF;
                } else {
                    trailer(b);
                }
            }
            case TRAILER_LF -> {
                expect(b, '\n');
                state = State.TRAILER_START;
            }
            case LAST_LF -> {
                expect(b, '\n');
                state = State.DONE;
            }
            case DATA, DONE -> throw new IllegalStateException(state.name());
        }
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            if (++digits > MAX_SIZE_DIGITS) {
                throw new MalformedAnswer("a chunk size of too many digits");
            }
            remaining = remaining << 4 | digit;
        } else if (digits == 0) {
            throw new MalformedAnswer("a chunk without a size");
        } else if (b == '\r') {
            state = State.SIZE_LF;
        } else if (b == ';' || b == ' ' || b == '\t') {
            state = State.EXTENSION;
        } else {
            throw new MalformedAnswer("a chunk size that is no number");
        }
    }

    private State trailer(byte b) {
        if (b == '\n' || b == 0 || ++extra > MAX_TRAILERS) {
            throw new MalformedAnswer("bad trailers");
        }
        return State.TRAILER;
    }

    private static void expect(byte b, char expected) {
        if (b != expected) {
            throw new MalformedAnswer("a chunk that does not end where its size says");
        }
    }

    @Override
    boolean done() {
        return state == State.DONE;
    }

    @Override
    int closing(ByteBuf buffer) {
        return sizeStart;
    }

    @Override
    int border() {
        return sizeStart;
    }

    @Override
    boolean betweenFrames() {
        return state == State.SIZE && digits == 0;
    }
}
