package io.ccgate.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Opens streams and counts what arrives. Counts are written by the one event loop and read by the main thread, which
 * only compares two readings.
 */
final class StreamLoad {
    private static final int OPENING_AT_A_TIME = 64;
    private static final Duration OPENING_LIMIT = Duration.ofSeconds(60);

    private final Target target;
    private final Processes processes;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile long events;
    private volatile long answers;
    private volatile int begun;
    private volatile Latencies latencies = new Latencies();

    StreamLoad(Target target, Processes processes) {
        this.target = target;
        this.processes = processes;
    }

    /** Streams with an event each {@code interval}. */
    String paced(int streams, String interval, Duration settle, Duration measured) throws IOException {
        double seconds = settle.plus(measured).plus(OPENING_LIMIT).toMillis() / 1000.0;
        long enough = Math.round(seconds * 1000 / Double.parseDouble(interval.replace("ms", "")));
        String knobs = "x-mock-stamp: true\r\nx-mock-events: " + enough + "\r\nx-mock-interval: " + interval + "\r\n";
        open(streams, target.request(true, knobs), false);
        Window window = measure(settle, measured, () -> events);
        Latencies seen = latencies;
        return window.line("event") + " p50_us=" + seen.quantile(0.5) + " p99_us=" + seen.quantile(0.99);
    }

    /** One stream after the other on each connection, each of 200 events that come in one write. */
    String oneWrite(int connections, Duration settle, Duration measured) throws IOException {
        open(connections, target.request(true, "x-mock-events: 200\r\nx-mock-one-write: true\r\n"), true);
        return measure(settle, measured, () -> answers).line("stream");
    }

    /** Streams that have begun and then say nothing. */
    String hold(int streams) throws IOException {
        long before = processes.residentKiB();
        open(streams, target.request(true, "x-mock-events: 20\r\nx-mock-interval: 600s\r\n"), false);
        pause(Duration.ofSeconds(2));
        long after = processes.residentKiB();
        return String.format(
                Locale.ROOT,
                "streams=%d rss_before_kb=%d rss_after_kb=%d per_stream_kb=%.2f",
                streams,
                before,
                after,
                (after - before) / (double) streams);
    }

    private interface Count {
        long now();
    }

    private record Window(long count, double seconds, long cpuMicros) {
        String line(String unit) {
            return String.format(
                    Locale.ROOT,
                    "%ss=%d per_second=%.0f cpu_us=%d cpu_us_per_%s=%.2f",
                    unit,
                    count,
                    count / seconds,
                    cpuMicros,
                    unit,
                    cpuMicros / (double) Math.max(1, count));
        }
    }

    private Window measure(Duration settle, Duration measured, Count count) throws IOException {
        pause(settle);
        latencies = new Latencies();
        long cpu = processes.cpuMicros();
        long first = count.now();
        long start = System.nanoTime();
        pause(measured);
        long last = count.now();
        double seconds = (System.nanoTime() - start) / 1e9;
        Window window = new Window(last - first, seconds, processes.cpuMicros() - cpu);
        if (window.count() == 0) {
            throw new IOException("nothing arrived from port " + target.port());
        }
        return window;
    }

    private void open(int streams, byte[] request, boolean again) throws IOException {
        boolean epoll = Epoll.isAvailable();
        Bootstrap bootstrap = new Bootstrap()
                .group(new MultiThreadIoEventLoopGroup(
                        1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()))
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new StreamReader(
                                        StreamLoad.this,
                                        Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(request)),
                                        again));
                    }
                });
        long deadline = System.nanoTime() + OPENING_LIMIT.toNanos();
        for (int opened = 0; opened < streams || begun < streams; ) {
            if (opened < streams && opened - begun < OPENING_AT_A_TIME) {
                bootstrap.connect(target.address());
                opened++;
            } else {
                pause(Duration.ofMillis(1));
                if (System.nanoTime() > deadline) {
                    throw new IOException("only " + begun + " of " + streams + " streams began");
                }
            }
        }
    }

    private void pause(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            String failed = failure.get();
            if (failed != null) {
                throw new IOException(failed);
            }
            LockSupport.parkNanos(Math.min(left, 20_000_000));
        }
    }

    // Called by the readers, all on the one event loop.

    @SuppressWarnings("NonAtomicVolatileUpdate") // One writer.
    void streamBegan() {
        begun++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One writer.
    void streamEnded() {
        answers++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One writer.
    void eventsArrived(int count) {
        events += count;
    }

    void latency(long nanos) {
        latencies.add(nanos);
    }

    void failed(String what) {
        failure.compareAndSet(null, what);
    }
}
