package io.ccgate.server;

import io.ccgate.server.Patience.Wait;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * How a client's connection ends so that the client gets all it is owed, and can tell a whole answer from a broken one. Confined to
 * the connection's event loop.
 */
final class Farewell {
    private final Patience patience;

    Farewell(Patience patience) {
        this.patience = patience;
    }

    /** Whether the connection is ending: nothing that still comes is looked at. */
    boolean hasBegun() {
        return patience.lingers();
    }

    /** Closes when everything queued has been sent. */
    void closeWhenSent(ChannelHandlerContext context) {
        if (!hasBegun()) {
            begin(context);
        }
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Sends what is queued and reads on: closing would reset the connection under a client that still sends, and it would never see the answer. */
    void linger(ChannelHandlerContext context) {
        begin(context);
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (context.channel() instanceof SocketChannel socket
                    && context.pipeline().get(ClientPipeline.TLS) == null) {
                socket.shutdownOutput();
            }
        });
    }

    /** Closes with a TCP reset, for a body whose end is the close itself. */
    void reset(ChannelHandlerContext context) {
        begin(context);
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    /** Drops what nobody wants any more, within the bounds of politeness. */
    void drop(ChannelHandlerContext context, Object message) {
        boolean polite = !(message instanceof HttpContent content)
                || patience.mayDrop(content.content().readableBytes());
        ReferenceCountUtil.release(message);
        if (!polite) {
            context.close();
        }
    }

    private void begin(ChannelHandlerContext context) {
        patience.enter(Wait.LINGER);
        context.channel().config().setAutoRead(true);
    }
}
