package io.ccgate.admin.serve;

import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.EventSource;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/** The event streams that are open. Any thread. */
public final class EventStreams {
    private static final int MOST = 200;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Opens a stream. On the client's event loop.
     *
     * @param allowed asked now and then; the stream ends when it turns false
     */
    void open(Exchange exchange, EventSource source, Executor workers, BooleanSupplier allowed) {
        if (closed || open.size() >= MOST) {
            AdminAnswer.Whole refusal = AdminAnswer.problem(
                    AdminProblem.unavailable("too many streams are open", "close some pages of the console"));
            GatewayAnswer.send(exchange, refusal.status(), refusal.contentType(), SafeHeaders.DATA, refusal.body());
            return;
        }
        EventStream stream = new EventStream(exchange, allowed, open::remove);
        open.add(stream);
        stream.begin();
        try {
            workers.execute(() -> stream.follow(source));
        } catch (RejectedExecutionException full) {
            stream.finish();
        }
        if (closed) {
            stream.finish();
        }
    }

    /** Open now. */
    public int count() {
        return open.size();
    }

    /** Shows proxies and browsers that the streams live, and ends those whose caller may no longer listen. */
    public void heartbeat() {
        open.forEach(EventStream::heartbeat);
    }

    /** Ends all streams, since a stopping gateway would wait for them, and takes no more. */
    public void close() {
        closed = true;
        open.forEach(EventStream::finish);
    }
}
