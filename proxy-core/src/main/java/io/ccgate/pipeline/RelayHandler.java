package io.ccgate.pipeline;

import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Stamp;
import io.ccgate.relay.AttemptLoop;
import io.ccgate.relay.RelayServices;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** The last handler: hands the exchange to the relay, on the client's own event loop. */
@Sharable
public final class RelayHandler extends ChannelInboundHandlerAdapter {
    private final RelayServices services;

    public RelayHandler(RelayServices services) {
        this.services = services;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Exchange exchange) {
            exchange.passport().set(Stamp.ADMITTED, services.nanoTime().getAsLong());
            new AttemptLoop(
                            services,
                            exchange,
                            exchange.selection(),
                            context.channel().eventLoop())
                    .start();
        } else {
            ReferenceCountUtil.release(message);
        }
    }
}
