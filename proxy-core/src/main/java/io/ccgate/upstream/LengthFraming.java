package io.ccgate.upstream;

import io.netty.buffer.ByteBuf;

/** A body of known length (RFC 9112, section 6.2). */
final class LengthFraming extends BodyFraming {
    private long remaining;

    LengthFraming(long length) {
        this.remaining = length;
    }

    @Override
    int scan(ByteBuf buffer, int from, int to, Payload payload) {
        int length = (int) Math.min(to - from, remaining);
        remaining -= length;
        if (length > 0) {
            payload.accept(buffer, from, length);
        }
        return from + length;
    }

    @Override
    boolean done() {
        return remaining == 0;
    }
}
