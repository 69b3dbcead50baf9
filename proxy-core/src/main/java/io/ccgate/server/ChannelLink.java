package io.ccgate.server;

import io.ccgate.exchange.ClientLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Bytes towards a client, and what its channel knows of itself. What requests and answers mean for the connection is not known here. */
abstract class ChannelLink extends ChannelInboundHandlerAdapter implements ClientLink {
    private @Nullable ChannelHandlerContext context;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    final ChannelHandlerContext context() {
        ChannelHandlerContext current = context;
        if (current == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return current;
    }

    final InetAddress remoteAddress() {
        return context().channel().remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public final ByteBufAllocator allocator() {
        return context().alloc();
    }

    @Override
    public final void write(ByteBuf bytes) {
        ChannelHandlerContext to = context();
        to.write(bytes, to.voidPromise());
    }

    @Override
    public final void flush() {
        context().flush();
    }

    @Override
    public final boolean isWritable() {
        return context().channel().isWritable();
    }

    @Override
    public final boolean isSecure() {
        return context().pipeline().get(ClientPipeline.TLS) != null;
    }

    @Override
    public final void execute(Runnable task) {
        context().executor().execute(task);
    }
}
