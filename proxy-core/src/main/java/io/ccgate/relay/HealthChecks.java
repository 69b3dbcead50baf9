package io.ccgate.relay;

import io.ccgate.balance.Balancer;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.upstream.AnswerListener;
import io.ccgate.upstream.Target;
import io.ccgate.upstream.UpstreamClient;
import io.ccgate.upstream.UpstreamConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the active health checks that are due. An upstream that answers at all is healthy unless it answers with a 5xx: real
 * providers have no health path, and their 404 to one proves that they are there. All work happens on one event loop.
 */
public final class HealthChecks implements AutoCloseable {
    /** How long a change of the schedule may go unnoticed. */
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final UpstreamClient upstreams;
    private final Balancer balancer;
    private final EventLoop loop;
    private @Nullable Future<?> next;
    private boolean closed;

    public HealthChecks(UpstreamClient upstreams, Balancer balancer, EventLoop loop) {
        this.upstreams = upstreams;
        this.balancer = balancer;
        this.loop = loop;
    }

    /** Begins checking, or looks at once at a changed schedule. Any thread. */
    public void start() {
        loop.execute(this::sendDue);
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
        });
    }

    private void sendDue() {
        if (closed) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        for (UpstreamConfig upstream : balancer.health().dueChecks()) {
            new Check(upstream).send();
        }
        long wait = Math.min(MAX_WAIT_NANOS, balancer.health().nanosUntilDue().orElse(MAX_WAIT_NANOS));
        next = loop.schedule(this::sendDue, Math.max(wait, 1), TimeUnit.NANOSECONDS);
    }

    /** One GET to one upstream. */
    private final class Check implements UpstreamClient.Acquired, AnswerListener {
        private final UpstreamConfig upstream;
        private final Target target;
        private UpstreamClient.Wait connecting = UpstreamClient.Wait.OVER;
        private @Nullable UpstreamConnection connection;
        private @Nullable Future<?> timeout;
        private boolean healthy;
        private boolean done;

        Check(UpstreamConfig upstream) {
            this.upstream = upstream;
            this.target = Target.of(upstream);
        }

        void send() {
            timeout = loop.schedule(
                    () -> finish(false), upstream.healthCheck().timeout().toNanos(), TimeUnit.NANOSECONDS);
            connecting = upstreams.acquire(
                    loop, target, false, upstream.healthCheck().timeout(), this);
        }

        @Override
        public void connected(UpstreamConnection acquired) {
            if (done) {
                acquired.cancel();
                return;
            }
            connection = acquired;
            String base =
                    upstream.url().getRawPath() == null ? "" : upstream.url().getRawPath();
            String path = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                    + upstream.healthCheck().path();
            String head = "GET " + path + " HTTP/1.1\r\nhost: " + target.authority()
                    + "\r\nuser-agent: ccgate-health\r\naccept: */*\r\n\r\n";
            ByteBuf bytes = Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
            acquired.send(bytes, Unpooled.EMPTY_BUFFER, false, this);
        }

        @Override
        public void requestSent() {}

        @Override
        public void head(AnswerHead head) {
            healthy = head.status() < 500;
        }

        @Override
        public void payload(ByteBuf buffer, int index, int length) {}

        @Override
        public void frames(ByteBuf buffer, boolean last, int closing) {
            buffer.release();
        }

        @Override
        public void readComplete() {}

        @Override
        public void end() {
            connection = null;
            finish(healthy);
        }

        @Override
        public void failed(GatewayError error) {
            connection = null;
            finish(false);
        }

        private void finish(boolean result) {
            if (done) {
                return;
            }
            done = true;
            connecting.cancel();
            if (connection != null) {
                connection.cancel();
            }
            if (timeout != null) {
                timeout.cancel(false);
            }
            balancer.healthy(upstream.id(), result);
            balancer.health().finished(upstream.id());
        }
    }
}
