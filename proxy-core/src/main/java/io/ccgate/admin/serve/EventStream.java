package io.ccgate.admin.serve;

import io.ccgate.admin.api.EventSink;
import io.ccgate.admin.api.EventSource;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.GatewayAnswer.Header;
import io.ccgate.exchange.Outcome;
import io.ccgate.exchange.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of server-sent events (WHATWG HTML, section 9.2). Events come from any thread and wait for the client's event loop, and
 * there for the client; more than a bounded number of bytes never wait.
 */
final class EventStream implements EventSink, Progress {
    private static final int MAX_WAITING_BYTES = 512 * 1024;
    private static final List<Header> HEADERS = headers();
    private static final Runnable ENDED = new Ended();

    /** Stands in place of a subscription when the stream is over. */
    private static final class Ended implements Runnable {
        @Override
        public void run() {}
    }

    private final Exchange exchange;
    private final BooleanSupplier allowed;
    private final Consumer<EventStream> onEnd;
    private final boolean chunked;
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> subscription = new AtomicReference<>();

    /** Confined to the event loop. */
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

    private long sent;

    EventStream(Exchange exchange, BooleanSupplier allowed, Consumer<EventStream> onEnd) {
        this.exchange = exchange;
        this.allowed = allowed;
        this.onEnd = onEnd;
        this.chunked = !exchange.request().http10();
    }

    private static List<Header> headers() {
        List<Header> headers = new ArrayList<>(SafeHeaders.DATA);
        // nginx would collect the events otherwise.
        headers.add(new Header("x-accel-buffering", "no"));
        return List.copyOf(headers);
    }

    /** On the event loop. */
    void begin() {
        exchange.body().release();
        exchange.servedBy(this);
        GatewayAnswer.begin(exchange, 200, "text/event-stream", HEADERS);
    }

    /** On a worker thread, once. */
    void follow(EventSource source) {
        Runnable unsubscribe = source.subscribe(this);
        if (!subscription.compareAndSet(null, unsubscribe)) {
            unsubscribe.run();
        }
    }

    @Override
    public boolean send(String event, String data) {
        if (dropped.get() > 0 && waitingBytes.get() < MAX_WAITING_BYTES / 2) {
            int lost = dropped.getAndSet(0);
            offer("event: dropped\ndata: {\"count\":" + lost + "}\n\n");
        }
        if (!offer("event: " + event + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n")) {
            dropped.incrementAndGet();
            return false;
        }
        return true;
    }

    void heartbeat() {
        if (allowed.getAsBoolean()) {
            offer(": still here\n\n");
        } else {
            finish();
        }
    }

    private boolean offer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isOver() || waitingBytes.addAndGet(bytes.length) > MAX_WAITING_BYTES) {
            waitingBytes.addAndGet(-bytes.length);
            return false;
        }
        exchange.client().execute(() -> {
            waiting.add(bytes);
            drain();
        });
        return true;
    }

    private boolean isOver() {
        return subscription.get() == ENDED;
    }

    private void drain() {
        if (exchange.isEnded()) {
            waiting.clear();
            return;
        }
        boolean wrote = false;
        while (!waiting.isEmpty() && exchange.client().isWritable()) {
            byte[] bytes = waiting.remove();
            waitingBytes.addAndGet(-bytes.length);
            write(bytes);
            wrote = true;
        }
        if (wrote) {
            exchange.client().flush();
        }
    }

    private void write(byte[] bytes) {
        ByteBuf out = exchange.client().allocator().buffer(bytes.length + 16);
        if (chunked) {
            ByteBufUtil.writeAscii(out, Integer.toHexString(bytes.length));
            ByteBufUtil.writeAscii(out, "\r\n");
        }
        out.writeBytes(bytes);
        if (chunked) {
            ByteBufUtil.writeAscii(out, "\r\n");
        }
        exchange.client().write(out);
        sent += bytes.length;
    }

    /** Ends the stream in order. Any thread. */
    void finish() {
        unsubscribe();
        exchange.client().execute(() -> {
            if (exchange.isEnded()) {
                return;
            }
            if (chunked) {
                ByteBuf last = exchange.client().allocator().buffer(8);
                ByteBufUtil.writeAscii(last, "0\r\n\r\n");
                exchange.client().write(last);
            }
            exchange.end(Outcome.local(200, null, sent));
            exchange.client().answered();
        });
    }

    private void unsubscribe() {
        Runnable known = subscription.getAndSet(ENDED);
        onEnd.accept(this);
        if (known != null) {
            known.run();
        }
    }

    @Override
    public void clientWritable() {
        drain();
    }

    @Override
    public void abandoned(GatewayError why) {
        unsubscribe();
    }
}
