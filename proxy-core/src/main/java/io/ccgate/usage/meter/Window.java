package io.ccgate.usage.meter;

import io.netty.buffer.ByteBuf;

/**
 * The array through which a meter looks at a buffer: arrays are searched and compared several times faster than buffers
 * outside the heap. It grows with the pieces that come, so a stream that trickles holds little. Not thread-safe.
 */
final class Window {
    private static final int SMALLEST = 256;

    private final int largest;
    private byte[] bytes = {};

    /** @param largest bytes shown at a time, at most */
    Window(int largest) {
        this.largest = largest;
    }

    /** What was last shown, from index 0; the same array until the next {@link #show}. */
    byte[] bytes() {
        return bytes;
    }

    /** Shows the bytes from {@code from} on, as many as fit; returns how many. */
    int show(ByteBuf buffer, int from, int to) {
        if (bytes.length < largest && bytes.length < to - from) {
            bytes = new byte[Math.min(largest, Math.max(2 * bytes.length, Math.max(SMALLEST, to - from)))];
        }
        int length = Math.min(bytes.length, to - from);
        buffer.getBytes(from, bytes, 0, length);
        return length;
    }
}
