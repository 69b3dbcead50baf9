package io.ccgate.upstream;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayErrors;
import io.ccgate.error.TransportErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is coming up. Name, TCP, the forward proxy and TLS share one limit, and whoever waits hears exactly once: when
 * all of them are through, or when one failed. Confined to the connection's event loop.
 */
final class PendingConnect implements UpstreamClient.Wait {
    private final UpstreamConnection connection;
    private final PoolCounts counts;
    private UpstreamClient.@Nullable Acquired acquired;
    private @Nullable ChannelFuture connecting;
    private @Nullable Future<?> limit;
    private boolean waits = true;
    private boolean throughProxy;

    PendingConnect(UpstreamConnection connection, UpstreamClient.Acquired acquired, PoolCounts counts) {
        this.connection = connection;
        this.acquired = acquired;
        this.counts = counts;
    }

    UpstreamConnection connection() {
        return connection;
    }

    /** The time for all steps begins. */
    void limit(EventLoop loop, Duration patience) {
        counts.waiting(1);
        limit = loop.schedule(() -> failed(late()), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Connects, unless the wait is over by now. */
    void connect(Bootstrap bootstrap) {
        if (!waits) {
            return;
        }
        ChannelFuture future = bootstrap.connect();
        connecting = future;
        Target target = connection.target();
        boolean more = target.tls() || target.proxy().isPresent();
        future.addListener(done -> {
            if (!future.isSuccess()) {
                failed(future.cause());
            } else if (!more) {
                ready();
            }
        });
    }

    private void over() {
        if (waits) {
            waits = false;
            counts.waiting(-1);
        }
        Future<?> running = limit;
        limit = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    private GatewayError late() {
        ChannelFuture future = connecting;
        Target target = connection.target();
        boolean proxyIsSought = future == null && target.proxy().isPresent();
        if (!proxyIsSought && (future == null || !future.isSuccess())) {
            return GatewayErrors.upstreamTimeout("connect", Retry.ALWAYS);
        }
        return target.proxy().isPresent() && !throughProxy
                ? TransportErrors.proxyFailed()
                : GatewayErrors.upstreamTimeout("TLS handshake", Retry.ALWAYS);
    }

    private void ready() {
        over();
        connection.opened();
        UpstreamClient.Acquired to = acquired;
        acquired = null;
        // From here on the connection is its user's, and later the pool's: cancelling the wait must not end it.
        connecting = null;
        if (to != null) {
            to.connected(connection);
        } else {
            connection.close();
        }
    }

    private void failed(Throwable cause) {
        failed(TransportErrors.of(cause, TransportErrors.Phase.CONNECT));
    }

    void failed(GatewayError error) {
        over();
        UpstreamClient.Acquired to = acquired;
        acquired = null;
        ChannelFuture future = connecting;
        if (future != null) {
            future.channel().close();
        }
        if (to != null) {
            to.failed(error);
        }
    }

    @Override
    public void cancel() {
        over();
        acquired = null;
        ChannelFuture future = connecting;
        if (future != null) {
            future.channel().close();
        }
    }

    /** Waits for the last handshake, the proxy's or that of TLS, and then leaves the pipeline. */
    static final class HandshakeWatch extends ChannelInboundHandlerAdapter {
        private final PendingConnect pending;

        HandshakeWatch(PendingConnect pending) {
            this.pending = pending;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                context.pipeline().remove(this);
                if (handshake.isSuccess()) {
                    pending.ready();
                } else {
                    pending.failed(handshake.cause());
                }
            } else if (event instanceof ProxyConnectionEvent) {
                pending.throughProxy = true;
                if (!pending.connection.target().tls()) {
                    context.pipeline().remove(this);
                    pending.ready();
                }
            } else {
                context.fireUserEventTriggered(event);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            pending.failed(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            pending.failed(new ClosedChannelException());
            context.fireChannelInactive();
        }
    }
}
