package io.ccgate.relay;

import io.ccgate.config.model.TimeoutsConfig;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one attempt may still take. One timer, armed for the deadline in force and looked at again when it fires: bytes only
 * move a time stamp, so a stream of thousands of events schedules nothing. Confined to the exchange's event loop.
 */
final class AttemptDeadline {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final TimeoutsConfig timeouts;
    private final Watched watched;

    private @Nullable Future<?> timer;
    private boolean reading = true;
    private boolean stopped;
    private long sentAt;
    private long lastByteAt;
    private long armedFor;

    /** What the deadline needs to know of its attempt, and what it does to it. */
    interface Watched {
        /** Whether an event stream was asked for or has come. */
        boolean streaming();

        /** Whether the client has seen any of the answer. */
        boolean committed();

        /** Whether the answer is an event stream that can be kept alive. */
        boolean eventStream();

        void keepAlive();

        void overdue();
    }

    AttemptDeadline(EventLoop loop, LongSupplier nanoTime, TimeoutsConfig timeouts, Watched watched) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.timeouts = timeouts;
        this.watched = watched;
        this.sentAt = nanoTime.getAsLong();
    }

    /** The wait for the answer starts at that time. */
    void sent(long now) {
        sentAt = now;
    }

    /** Begins to watch, unless it does already. */
    void begin() {
        if (timer == null) {
            arm(left(sentAt));
        }
    }

    /** Something came, or the client made room. */
    void moved(long now) {
        lastByteAt = now;
    }

    /** While the client is slow it is us who do not read; its own limit runs. */
    void reading(boolean on) {
        reading = on;
    }

    /** Another deadline may be in force now: the stream has begun. */
    void rearmIfSooner() {
        long left = left(lastByteAt);
        if (timeouts.keepAlive().toNanos() > 0 && watched.eventStream()) {
            left = Math.min(left, timeouts.keepAlive().toNanos());
        }
        Future<?> armed = timer;
        if (armed != null && lastByteAt + left < armedFor) {
            armed.cancel(false);
            arm(left);
        }
    }

    /** Nothing fires from here on, whatever a call under way still arms. */
    void stop() {
        stopped = true;
        Future<?> armed = timer;
        timer = null;
        if (armed != null) {
            armed.cancel(false);
        }
    }

    private void arm(long nanos) {
        if (stopped) {
            return;
        }
        armedFor = nanoTime.getAsLong() + nanos;
        timer = loop.schedule(this::fired, Math.max(nanos, 1), TimeUnit.NANOSECONDS);
    }

    private void fired() {
        timer = null;
        long now = nanoTime.getAsLong();
        long left = left(now);
        if (left <= 0) {
            watched.overdue();
            return;
        }
        long keepAlive = timeouts.keepAlive().toNanos();
        if (keepAlive > 0 && watched.committed() && watched.eventStream()) {
            if (now - lastByteAt >= keepAlive) {
                watched.keepAlive();
            }
            left = Math.min(left, keepAlive);
        }
        arm(left);
    }

    private long left(long now) {
        if (!watched.streaming()) {
            return sentAt + timeouts.nonStream().toNanos() - now;
        }
        if (!watched.committed()) {
            return sentAt + timeouts.streamFirstByte().toNanos() - now;
        }
        long since = reading ? lastByteAt : now;
        return since + timeouts.streamIdle().toNanos() - now;
    }
}
