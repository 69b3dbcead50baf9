package io.ccgate.exchange;

import io.ccgate.json.BodyFacts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A request's whole body, kept as long as another attempt may need it, and what was read in it on the way in. Confined to the
 * client's event loop.
 */
public final class RequestBody {
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private @Nullable HeldBytes counter;
    private @Nullable BodyFacts facts;
    private int size;

    RequestBody() {}

    /** Still the exchange's: take a {@code retainedDuplicate} to send it. Empty before it came and after {@link #release}. */
    public ByteBuf bytes() {
        return bytes;
    }

    /** Its length; still known when the bytes are gone. */
    public int size() {
        return size;
    }

    /** What the scanner found; null when it is no JSON of a known protocol. */
    public @Nullable BodyFacts facts() {
        return facts;
    }

    public void facts(BodyFacts found) {
        facts = found;
    }

    /**
     * Hands the bytes over, which are released with the exchange.
     *
     * @param held where they are counted until then
     */
    public void keep(ByteBuf collected, HeldBytes held) {
        release();
        bytes = collected;
        counter = held;
        size = collected.readableBytes();
    }

    /** No attempt will follow. Later calls do nothing. */
    public void release() {
        HeldBytes held = counter;
        if (held != null) {
            held.giveBack(bytes.readableBytes());
            counter = null;
        }
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
