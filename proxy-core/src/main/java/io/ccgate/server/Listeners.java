package io.ccgate.server;

import io.ccgate.config.model.ListenerConfig;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses the gateway listens on, and the connections that came in through them. */
public final class Listeners {
    private static final int BACKLOG = 1024;

    /** Small marks: a slow reader of a stream should not pin more than this in memory. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<Channel> listening = new ArrayList<>();

    /**
     * Binds every address, or none. Blocks; not for an event loop.
     *
     * @throws IOException naming the address that cannot be bound and why
     */
    public void bind(
            List<ListenerConfig> addresses,
            Transport transport,
            EventLoopGroup loops,
            ClientPipeline.Stages stages,
            ClientServices services)
            throws IOException {
        for (ListenerConfig address : addresses) {
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(loops)
                    .channel(transport.serverChannel())
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true)
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                    .childHandler(new ClientPipeline(stages, services, connections, tls(address)));
            ChannelFuture bound = bootstrap.bind(address.host(), address.port()).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                stopAccepting();
                throw new IOException("cannot listen on " + address.host() + ":" + address.port() + ": "
                        + reason(bound.cause()) + "; another program may use the port, change server.listeners");
            }
            listening.add(bound.channel());
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "unknown reason" : cause.getMessage();
    }

    private static @Nullable SslContext tls(ListenerConfig address) throws IOException {
        if (address.tls().isEmpty()) {
            return null;
        }
        ListenerConfig.TlsConfig files = address.tls().get();
        try {
            return SslContextBuilder.forServer(
                            files.certificate().toFile(), files.privateKey().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IOException(
                    "cannot use the certificate " + files.certificate() + " with the key " + files.privateKey()
                            + ": both must be PEM, the key in PKCS#8",
                    unreadable);
        }
    }

    /** Where clients can connect, ports chosen by the system included. */
    public List<InetSocketAddress> addresses() {
        return listening.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }

    /** Takes no new connection from here on. */
    public void stopAccepting() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        listening.clear();
    }

    /** Tells every connection. */
    public void signal(DrainSignal signal) {
        connections.forEach(
                channel -> channel.eventLoop().execute(() -> channel.pipeline().fireUserEventTriggered(signal)));
    }

    /** Open client connections. */
    public int connections() {
        return connections.size();
    }
}
