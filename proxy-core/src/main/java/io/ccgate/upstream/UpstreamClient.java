package io.ccgate.upstream;

import io.ccgate.config.model.UpstreamConfig.ForwardProxy;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayErrors;
import io.ccgate.error.TransportErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out connections to upstreams: an idle one of the caller's event loop, or a new one opened on that loop. Safe to use
 * from every loop.
 */
public final class UpstreamClient implements AutoCloseable {
    /** Room for one large read; keeps what a stalled upload pins in memory small. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /** The steps to a connection share one limit, which {@link PendingConnect} keeps. */
    private static final int NO_LIMIT_OF_ITS_OWN = 0;

    private final Class<? extends SocketChannel> channelType;
    private final AddressResolverGroup<?> resolver;
    private final ClientTls tls;
    private final LongSupplier nanoTime;
    private final PoolCounts counts = new PoolCounts();
    private final Map<EventExecutor, ConnectionPool> pools = new ConcurrentHashMap<>();

    public UpstreamClient(
            Class<? extends SocketChannel> channelType,
            AddressResolverGroup<?> resolver,
            ClientTls tls,
            LongSupplier nanoTime) {
        this.channelType = channelType;
        this.resolver = resolver;
        this.tls = tls;
        this.nanoTime = nanoTime;
    }

    /** Who wants a connection. Called on the event loop that was named; maybe before {@code acquire} returns. */
    public interface Acquired {
        void connected(UpstreamConnection connection);

        /** Nothing was sent. */
        void failed(GatewayError error);
    }

    /**
     * Gets a connection. Must be called on {@code loop}.
     *
     * @param fresh true: never an idle one
     * @param connectTimeout for looking up the name, the TCP connect, the proxy's handshake and that of TLS, together
     * @return what cancels the wait; after that, a connection that still comes up is closed
     */
    public Wait acquire(EventLoop loop, Target target, boolean fresh, Duration connectTimeout, Acquired acquired) {
        ConnectionPool pool = pool(loop);
        UpstreamConnection idle = fresh ? null : pool.lease(target);
        if (idle != null) {
            acquired.connected(idle);
            return Wait.OVER;
        }
        PendingConnect pending = new PendingConnect(new UpstreamConnection(pool, target, pool.now()), acquired, counts);
        pending.start(bootstrap(loop, target, pending), loop, connectTimeout);
        return pending;
    }

    /** The pool of one loop. */
    public ConnectionPool pool(EventLoop loop) {
        ConnectionPool pool = pools.get(loop);
        return pool != null ? pool : pools.computeIfAbsent(loop, key -> new ConnectionPool(loop, nanoTime, counts));
    }

    /** How many connections there are. */
    public PoolCounts counts() {
        return counts;
    }

    /** Closes all idle connections; those in use close when they are given back. */
    @Override
    public void close() {
        pools.forEach((loop, pool) -> loop.execute(pool::close));
    }

    private Bootstrap bootstrap(EventLoop loop, Target target, PendingConnect pending) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, NO_LIMIT_OF_ITS_OWN)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // A failed write must not throw away an answer that came before it: the end of reading closes.
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                // A forward proxy resolves the name itself: resolving it here would hand it an address instead.
                .resolver(target.proxy().isPresent() ? NoopAddressResolverGroup.INSTANCE : resolver)
                .remoteAddress(InetSocketAddress.createUnresolved(target.host(), target.port()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        ChannelPipeline pipeline = channel.pipeline();
                        target.proxy().ifPresent(proxy -> pipeline.addLast(proxyHandler(proxy)));
                        if (target.tls()) {
                            SslHandler handler = tls.handler(channel.alloc(), target);
                            handler.setHandshakeTimeout(NO_LIMIT_OF_ITS_OWN, TimeUnit.MILLISECONDS);
                            pipeline.addLast(handler);
                        }
                        if (target.tls() || target.proxy().isPresent()) {
                            pipeline.addLast(new HandshakeWatch(pending));
                        }
                        pipeline.addLast(pending.connection);
                    }
                });
    }

    private static ProxyHandler proxyHandler(ForwardProxy proxy) {
        SocketAddress address = new InetSocketAddress(proxy.host(), proxy.port());
        String user = proxy.username().orElse(null);
        String password = proxy.password().map(secret -> secret.reveal()).orElse("");
        ProxyHandler handler = switch (proxy.kind()) {
            case HTTP -> user == null ? new HttpProxyHandler(address) : new HttpProxyHandler(address, user, password);
            case SOCKS5 -> new Socks5ProxyHandler(address, user, user == null ? null : password);
        };
        handler.setConnectTimeoutMillis(NO_LIMIT_OF_ITS_OWN);
        return handler;
    }

    /** A wait for a connection that can be given up. */
    public interface Wait {
        /** Nothing left to give up. */
        Wait OVER = () -> {};

        void cancel();
    }

    /** Reports a connect exactly once: when TCP, the proxy and TLS are through, or when one of them failed. */
    static final class PendingConnect implements Wait {
        private final UpstreamConnection connection;
        private @Nullable Acquired acquired;
        private @Nullable ChannelFuture connecting;
        private final PoolCounts counts;
        private @Nullable Future<?> limit;
        private boolean waits = true;
        private boolean throughProxy;

        PendingConnect(UpstreamConnection connection, Acquired acquired, PoolCounts counts) {
            this.counts = counts;
            this.connection = connection;
            this.acquired = acquired;
        }

        private void start(Bootstrap bootstrap, EventLoop loop, Duration patience) {
            counts.waiting(1);
            limit = loop.schedule(() -> failed(late()), patience.toNanos(), TimeUnit.NANOSECONDS);
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
            if (future == null || !future.isSuccess()) {
                return GatewayErrors.upstreamTimeout("connect", Retry.ALWAYS);
            }
            return target.proxy().isPresent() && !throughProxy
                    ? TransportErrors.proxyFailed()
                    : GatewayErrors.upstreamTimeout("TLS handshake", Retry.ALWAYS);
        }

        void ready() {
            over();
            connection.opened();
            Acquired to = acquired;
            acquired = null;
            // From here on the connection is its user's, and later the pool's: cancelling the wait must not end it.
            connecting = null;
            if (to != null) {
                to.connected(connection);
            } else {
                connection.close();
            }
        }

        void failed(Throwable cause) {
            failed(TransportErrors.of(cause, TransportErrors.Phase.CONNECT));
        }

        private void failed(GatewayError error) {
            over();
            Acquired to = acquired;
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
    }

    /** Waits for the last handshake, the proxy's or that of TLS, and then leaves the pipeline. */
    private static final class HandshakeWatch extends ChannelInboundHandlerAdapter {
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
