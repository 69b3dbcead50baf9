package io.ccgate.usage.meter;

import io.ccgate.usage.TokenUsage;
import io.netty.buffer.ByteBuf;

/** For answers whose compression the gateway does not read: usage stays unknown, the answer passes all the same. */
final class BlindMeter implements Meter {
    private static final Reading NOTHING = new Reading(TokenUsage.NONE, false, false, null, 0);

    @Override
    public void body(ByteBuf buffer, int index, int length) {}

    @Override
    public Reading read() {
        return NOTHING;
    }

    @Override
    public boolean sawEnd() {
        return false;
    }

    @Override
    public void close() {}
}
