package io.ccgate.upstream;

import io.ccgate.config.model.UpstreamConfig.ForwardProxy;
import io.ccgate.error.GatewayError;
import io.ccgate.error.TransportErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
        pending.limit(loop, connectTimeout);
        ForwardProxy proxy = target.proxy().orElse(null);
        if (proxy == null) {
            pending.connect(bootstrap(loop, target, null, pending));
        } else {
            connectThrough(proxy, loop, target, pending);
        }
        return pending;
    }

    /** The proxy's own name is looked up like an upstream's: the JVM's lookup would block the event loop. */
    private void connectThrough(ForwardProxy proxy, EventLoop loop, Target target, PendingConnect pending) {
        SocketAddress named = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
        Future<? extends SocketAddress> lookup = resolver.getResolver(loop).resolve(named);
        lookup.addListener(done -> {
            if (lookup.isSuccess()) {
                pending.connect(bootstrap(loop, target, proxyHandler(proxy, lookup.getNow()), pending));
            } else {
                pending.failed(TransportErrors.proxyNotFound());
            }
        });
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

    private Bootstrap bootstrap(EventLoop loop, Target target, @Nullable ProxyHandler proxy, PendingConnect pending) {
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
                .resolver(proxy != null ? NoopAddressResolverGroup.INSTANCE : resolver)
                .remoteAddress(InetSocketAddress.createUnresolved(target.host(), target.port()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        ChannelPipeline pipeline = channel.pipeline();
                        if (proxy != null) {
                            pipeline.addLast(proxy);
                        }
                        if (target.tls()) {
                            SslHandler handler = tls.handler(channel.alloc(), target);
                            handler.setHandshakeTimeout(NO_LIMIT_OF_ITS_OWN, TimeUnit.MILLISECONDS);
                            pipeline.addLast(handler);
                        }
                        if (target.tls() || proxy != null) {
                            pipeline.addLast(new PendingConnect.HandshakeWatch(pending));
                        }
                        pipeline.addLast(pending.connection());
                    }
                });
    }

    private static ProxyHandler proxyHandler(ForwardProxy proxy, SocketAddress address) {
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
}
