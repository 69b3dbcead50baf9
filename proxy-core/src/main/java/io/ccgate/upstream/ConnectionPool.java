package io.ccgate.upstream;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections of one event loop, most recently used first. Confined to that loop: a request only ever takes a
 * connection that lives where its client lives, so leasing needs no lock and relaying no thread change.
 */
public final class ConnectionPool {
    /** Under the keep-alive of common servers and load balancers (60 s and more), so that they rarely close first. */
    private static final long MAX_IDLE = Duration.ofSeconds(50).toNanos();

    /** Connections end some day so that a changed DNS answer is followed. */
    private static final long MAX_LIFE = Duration.ofMinutes(10).toNanos();

    private static final int MAX_IDLE_PER_TARGET = 256;
    private static final long SWEEP_SECONDS = 5;

    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final PoolCounts counts;
    private final Map<Target, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
    private int idleCount;
    private boolean sweeping;
    private boolean closed;

    ConnectionPool(EventLoop loop, LongSupplier nanoTime, PoolCounts counts) {
        this.counts = counts;
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    /** The most recently used idle connection to the target; null when there is none. */
    @Nullable
    UpstreamConnection lease(Target target) {
        ArrayDeque<UpstreamConnection> connections = idle.get(target);
        if (connections == null) {
            return null;
        }
        for (UpstreamConnection next = connections.pollFirst(); next != null; next = connections.pollFirst()) {
            idle(-1);
            if (next.usable() && nanoTime.getAsLong() - next.idleSince() < MAX_IDLE) {
                next.markReused();
                return next;
            }
            next.close();
        }
        return null;
    }

    void giveBack(UpstreamConnection connection) {
        long now = nanoTime.getAsLong();
        ArrayDeque<UpstreamConnection> connections =
                idle.computeIfAbsent(connection.target(), target -> new ArrayDeque<>());
        if (closed
                || !connection.usable()
                || now - connection.createdAt() > MAX_LIFE
                || connections.size() >= MAX_IDLE_PER_TARGET) {
            connection.close();
            return;
        }
        connection.idleFrom(now);
        connections.addFirst(connection);
        idle(1);
        if (!sweeping) {
            sweeping = true;
            loop.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** An idle connection that closed by itself. */
    void forget(UpstreamConnection connection) {
        ArrayDeque<UpstreamConnection> connections = idle.get(connection.target());
        if (connections != null && connections.remove(connection)) {
            idle(-1);
        }
    }

    PoolCounts counts() {
        return counts;
    }

    private void idle(int change) {
        idleCount += change;
        counts.idle(change);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Idle connections of this loop. */
    public int idleCount() {
        return idleCount;
    }

    /** Closes what is idle, and from now on everything that is given back. Called on the loop. */
    void close() {
        closed = true;
        idle.values().forEach(connections -> connections.forEach(UpstreamConnection::close));
        idle.clear();
        idle(-idleCount);
    }

    private void sweep() {
        sweeping = false;
        long now = nanoTime.getAsLong();
        for (Iterator<ArrayDeque<UpstreamConnection>> targets = idle.values().iterator(); targets.hasNext(); ) {
            ArrayDeque<UpstreamConnection> connections = targets.next();
            while (!connections.isEmpty() && now - connections.peekLast().idleSince() >= MAX_IDLE) {
                idle(-1);
                connections.removeLast().close();
            }
            if (connections.isEmpty()) {
                targets.remove();
            }
        }
        if (idleCount > 0) {
            sweeping = true;
            loop.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
