package io.ccgate.usage.meter;

import io.netty.buffer.ByteBuf;

/**
 * Watches the body of one upstream answer go by and keeps the numbers. One meter per attempt; confined to the event
 * loop of the exchange, so no method locks.
 */
public interface Meter {
    /**
     * The next bytes of the answer's body, transfer coding already removed. Bytes are read by absolute index: the
     * buffer's reader index, writer index and reference count stay as they are, and no reference is kept.
     */
    void body(ByteBuf buffer, int index, int length);

    /** What was seen so far; may be asked at any time, also after a cut. Cheap, but not for every chunk. */
    Reading read();

    /** Whether the answer said by its own protocol's means that it is complete. Cheap enough for every chunk. */
    boolean sawEnd();

    /** Frees what a decompressing meter holds. Called once, after the last {@link #read()}. */
    void close();
}
