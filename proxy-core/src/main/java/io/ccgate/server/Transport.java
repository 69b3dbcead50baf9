package io.ccgate.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.function.Supplier;

/** How bytes reach the kernel: epoll where it is available, NIO elsewhere. The only place that knows the difference. */
public enum Transport {
    EPOLL(
            EpollIoHandler::newFactory,
            EpollServerSocketChannel.class,
            EpollSocketChannel.class,
            EpollDatagramChannel.class),
    NIO(NioIoHandler::newFactory, NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class);

    private final Supplier<IoHandlerFactory> handlers;
    private final Class<? extends ServerSocketChannel> server;
    private final Class<? extends SocketChannel> socket;
    private final Class<? extends DatagramChannel> datagram;

    Transport(
            Supplier<IoHandlerFactory> handlers,
            Class<? extends ServerSocketChannel> server,
            Class<? extends SocketChannel> socket,
            Class<? extends DatagramChannel> datagram) {
        this.handlers = handlers;
        this.server = server;
        this.socket = socket;
        this.datagram = datagram;
    }

    /** The best one this machine offers. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** @param loops number of event loops; 0 means one for each processor */
    public EventLoopGroup eventLoops(int loops) {
        int threads = loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("ccgate-loop"), handlers.get());
    }

    public Class<? extends ServerSocketChannel> serverChannel() {
        return server;
    }

    public Class<? extends SocketChannel> socketChannel() {
        return socket;
    }

    public Class<? extends DatagramChannel> datagramChannel() {
        return datagram;
    }
}
