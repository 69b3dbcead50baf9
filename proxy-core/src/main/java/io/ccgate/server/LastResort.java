package io.ccgate.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stands behind every stage: without it an exception in one of them would leave its client waiting for ever. */
final class LastResort extends ChannelInboundHandlerAdapter {
    private final ClientConnection connection;

    LastResort(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.stageFailed(cause);
    }
}
