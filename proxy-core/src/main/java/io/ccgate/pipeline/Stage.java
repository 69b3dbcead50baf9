package io.ccgate.pipeline;

import io.ccgate.exchange.Exchange;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One step of a request's way. A stage looks at the exchange, adds what it found out, and passes it on; or it answers, and passes
 * nothing on. Stages hold no state of a request, so one instance serves all connections.
 */
@Sharable
public abstract class Stage extends ChannelInboundHandlerAdapter {
    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Exchange exchange) {
            if (passes(exchange)) {
                context.fireChannelRead(exchange);
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Returns false when the exchange has been answered (or will be) and goes no further. */
    abstract boolean passes(Exchange exchange);
}
