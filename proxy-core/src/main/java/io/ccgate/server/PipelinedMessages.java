package io.ccgate.server;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent ahead, behind the request that is being served (RFC 9112, section 9.3.2). It waits its turn; a client that sends
 * too much ahead is not read for a while. Confined to the connection's event loop.
 */
final class PipelinedMessages {
    /** Messages taken in before reading stops. */
    private static final int MOST = 64;

    private final ArrayDeque<Object> waiting = new ArrayDeque<>(0);

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes ownership. */
    void add(Object message, Channel from) {
        waiting.add(message);
        if (waiting.size() >= MOST) {
            from.config().setAutoRead(false);
        }
    }

    /** The next message, now the caller's; null when none waits, and then the client is read again. */
    @Nullable
    Object next(Channel from) {
        Object message = waiting.poll();
        if (message == null) {
            from.config().setAutoRead(true);
        }
        return message;
    }

    void release() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
