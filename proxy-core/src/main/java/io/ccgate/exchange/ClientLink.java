package io.ccgate.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The client's end of an exchange, as everyone but the server sees it. All calls come on the client's event loop.
 */
public interface ClientLink {
    ByteBufAllocator allocator();

    /** Queues bytes, HTTP framing included. The buffer belongs to the link from here on, also when the client is gone. */
    void write(ByteBuf bytes);

    /** Sends what is queued. */
    void flush();

    /** Whether the client takes more now; when it does again, {@link Progress#clientWritable} is called. */
    boolean isWritable();

    /**
     * Whether the connection outlives this answer. Asked when the answer's head is written, which announces a close; from
     * then on it only turns from true to false.
     */
    boolean keepsAlive();

    /** Whether the client's connection is encrypted. */
    boolean isSecure();

    /** The connection must not outlive this answer. */
    void closeAfterAnswer();

    /**
     * The answer is whole and queued: sends it, as soon as the {@link AnswerHold} lets it go; the connection goes on with the
     * next request, or closes.
     */
    void answered();

    /**
     * The answer cannot be completed. Sends what is queued and closes so that the client can tell.
     *
     * @param reset true: with a TCP reset, for a body whose end is the close itself
     */
    void breakOff(boolean reset);

    /** Runs a task on the client's event loop. Callable from any thread. */
    void execute(Runnable task);
}
