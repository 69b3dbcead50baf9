package io.ccgate.relay;

import io.ccgate.auth.Credentials;
import io.ccgate.auth.UpstreamCredential;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.protocol.UpstreamTarget;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.upstream.AnswerListener;
import io.ccgate.upstream.Target;
import io.ccgate.upstream.UpstreamClient;
import io.ccgate.upstream.UpstreamConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an upstream for its list of models, with its key: a call that costs nothing and tells whether it can be reached and takes the
 * key. Uses a new connection, so that DNS, TLS and the proxy are tried too. Has no part in health or the blacklist. Any thread.
 */
public final class UpstreamProbe {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final UpstreamClient upstreams;
    private final EventLoop loop;
    private final LongSupplier nanoTime;

    /** @param loop does the work */
    public UpstreamProbe(UpstreamClient upstreams, EventLoop loop, LongSupplier nanoTime) {
        this.upstreams = upstreams;
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    /**
     * What came of it.
     *
     * @param status of the answer; 0 when none came
     * @param failure why none came, in words without secrets; empty when one came
     */
    public record Result(int status, String failure, long millis) {}

    /** Completes within fifteen seconds, never exceptionally. */
    public CompletionStage<Result> ask(UpstreamConfig upstream) {
        Call call = new Call(upstream);
        loop.execute(call::send);
        return call.result;
    }

    /** One call. Confined to the event loop. */
    private final class Call implements UpstreamClient.Acquired, AnswerListener {
        private final UpstreamConfig upstream;
        private final Target target;
        private final CompletableFuture<Result> result = new CompletableFuture<>();
        private final long start = nanoTime.getAsLong();
        private UpstreamClient.Wait connecting = UpstreamClient.Wait.OVER;
        private @Nullable UpstreamConnection connection;
        private @Nullable Future<?> timeout;

        Call(UpstreamConfig upstream) {
            this.upstream = upstream;
            this.target = Target.of(upstream);
        }

        void send() {
            timeout = loop.schedule(
                    () -> finish(0, "no answer within " + LONGEST.toSeconds() + " s"),
                    LONGEST.toNanos(),
                    TimeUnit.NANOSECONDS);
            connecting = upstreams.acquire(loop, target, true, LONGEST, this);
        }

        @Override
        public void connected(UpstreamConnection acquired) {
            if (result.isDone()) {
                acquired.cancel();
                return;
            }
            connection = acquired;
            Protocol protocol = upstream.protocol();
            String list = protocol == Protocol.GEMINI ? "/v1beta/models?pageSize=1" : "/v1/models";
            UpstreamCredential credential =
                    UpstreamCredential.of(upstream.auth(), protocol, Credentials.Form.X_API_KEY);
            StringBuilder head = new StringBuilder("GET ")
                    .append(UpstreamTarget.path(upstream.url(), list))
                    .append(" HTTP/1.1\r\nhost: ")
                    .append(target.authority())
                    .append("\r\nuser-agent: ccgate-probe\r\naccept: application/json\r\n");
            if (protocol == Protocol.ANTHROPIC) {
                head.append("anthropic-version: 2023-06-01\r\n");
            }
            head.append(credential.header()).append(": ").append(credential.value(upstream.key()));
            ByteBuf bytes = Unpooled.copiedBuffer(head.append("\r\n\r\n"), StandardCharsets.US_ASCII);
            acquired.send(bytes, Unpooled.EMPTY_BUFFER, false, this);
        }

        @Override
        public void requestSent() {}

        @Override
        public void head(AnswerHead head) {
            // The status says it all; the list itself is not waited for.
            finish(head.status(), "");
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
        }

        @Override
        public void failed(GatewayError error) {
            connection = null;
            finish(0, error.message());
        }

        private void finish(int status, String failure) {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
            if (!result.complete(new Result(status, failure, millis))) {
                return;
            }
            connecting.cancel();
            if (timeout != null) {
                timeout.cancel(false);
            }
            UpstreamConnection open = connection;
            if (open != null) {
                // Not from inside the answer's own call.
                loop.execute(open::cancel);
            }
        }
    }
}
