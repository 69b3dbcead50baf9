package io.ccgate.upstream;

import io.netty.buffer.ByteBuf;

/** A body that ends when the upstream closes the connection (RFC 9112, section 6.3, rule 8). */
final class UntilCloseFraming extends BodyFraming {
    @Override
    int scan(ByteBuf buffer, int from, int to, Payload payload) {
        if (to > from) {
            payload.accept(buffer, from, to - from);
        }
        return to;
    }

    @Override
    boolean done() {
        return false;
    }

    @Override
    boolean endsWithClose() {
        return true;
    }

    @Override
    boolean betweenFrames() {
        return true;
    }
}
