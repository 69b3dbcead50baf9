package io.ccgate.mock;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A demo upstream: a server that speaks Anthropic Messages, Chat Completions, Responses and Gemini well enough for the
 * official SDKs and for Claude Code, Codex and Gemini CLI, without any model behind it. Answers are made from the
 * request: the same prompt gets the same words.
 *
 * <p>A prompt may hold directives: {@code [[tool NAME {"argument": 1}]]} answers with that tool call (several are
 * parallel calls; a custom tool takes free text) if the request offers the tool; {@code [[mock latency=200ms events=5]]}
 * turns {@linkplain Knob knobs}. A request for a JSON schema gets JSON that fits it.
 *
 * <p>Thread-safe. Uses its own event loops; {@link #close()} ends them and all connections.
 */
public final class MockUpstream implements AutoCloseable {
    private static final int MAX_REQUEST = 64 << 20;

    private final MockState state;
    private final boolean tls;
    private final EventLoopGroup loops;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    private MockUpstream(MockOptions options) {
        state = new MockState(options);
        tls = options.tls().isPresent();
        boolean epoll = Epoll.isAvailable();
        Optional<SslContext> ssl = options.tls().map(MockUpstream::sslContext);
        loops = new MultiThreadIoEventLoopGroup(
                options.loops(), epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            listener = bind(options, epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class, ssl);
        } catch (RuntimeException e) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    /**
     * Starts a server; it listens when this returns.
     *
     * @throws UncheckedIOException if the address cannot be bound
     * @throws IllegalArgumentException if the TLS files cannot be used
     */
    public static MockUpstream start(MockOptions options) {
        return new MockUpstream(options);
    }

    /** Starts a server with {@link MockOptions#defaults()}. */
    public static MockUpstream start() {
        return start(MockOptions.defaults());
    }

    private Channel bind(MockOptions options, Class<? extends ServerChannel> type, Optional<SslContext> ssl) {
        MockRoutes routes = new MockRoutes(InstantSource.system());
        MockConsole console = new MockConsole(state);
        HttpDecoderConfig decoding = new HttpDecoderConfig()
                .setMaxInitialLineLength(16 << 10)
                .setMaxHeaderSize(64 << 10)
                .setMaxChunkSize(64 << 10);
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        ssl.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        channel.pipeline()
                                .addLast(new HttpServerCodec(decoding))
                                .addLast(new HttpObjectAggregator(MAX_REQUEST))
                                .addLast(new MockHandler(state, routes, console));
                    }
                })
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": "
                            + bound.cause().getMessage(),
                    bound.cause()));
        }
        return bound.channel();
    }

    private static SslContext sslContext(MockOptions.Tls files) {
        try {
            return SslContextBuilder.forServer(
                            files.certificate().toFile(), files.privateKey().toFile())
                    .build();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot use the certificate " + files.certificate(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** {@code http://host:port}, without a slash at the end. */
    public URI uri() {
        String host = ((InetSocketAddress) listener.localAddress()).getHostString();
        return URI.create(
                (tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** The requests recorded so far, oldest first; see {@link MockOptions#recorded()}. */
    public List<RecordedRequest> requests() {
        return state.recorded();
    }

    /** The last recorded request, if any. */
    public Optional<RecordedRequest> lastRequest() {
        List<RecordedRequest> all = requests();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Forgets the recorded requests. */
    public void forget() {
        state.forget();
    }

    public MockCounters counters() {
        return state.counters();
    }

    /** Puts faults in force for all requests from now on; {@link MockFaults#NONE} takes them away. */
    public void faults(MockFaults faults) {
        state.faults(faults);
    }

    /** Puts faults in force for the next {@code times} POST requests. */
    public void faults(MockFaults faults, int times) {
        state.faults(faults, times);
    }

    /** Closes all connections in order (FIN), keeps listening: what clients hold in their pools is stale then. */
    public void dropConnections() {
        channels.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        channels.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
