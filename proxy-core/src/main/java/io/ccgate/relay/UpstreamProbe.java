package io.ccgate.relay;

import io.ccgate.auth.Credentials;
import io.ccgate.auth.UpstreamCredential;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.secret.Secret;
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
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an upstream, with its key, for what costs nothing: whether it can be reached, takes the key, and what it can do. Each call uses
 * a new connection, so that DNS, TLS and the proxy are tried too. Has no part in health or the blacklist. Any thread.
 */
public final class UpstreamProbe {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MAX_BODY = 256 * 1024;
    private static final AsciiString DATE = AsciiString.cached("date");

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
     * What is asked. The credential, the upstream's own headers and what its protocol needs are added.
     *
     * @param path of the provider's public API, such as {@code /v1/models}
     * @param body JSON of a POST; empty: a GET
     * @param readsBody whether the answer's body is waited for; else the head says it all
     */
    public record Question(String path, Map<String, String> headers, String body, boolean readsBody) {
        /** The list of models. */
        public static Question models(Protocol protocol, boolean readsBody) {
            String path = protocol == Protocol.GEMINI ? "/v1beta/models?pageSize=1" : "/v1/models";
            return new Question(path, Map.of(), "", readsBody);
        }
    }

    /**
     * What came of it.
     *
     * @param status of the answer; 0 when none came
     * @param failure why none came, in words without secrets; empty when one came
     * @param date the answer's {@code Date} header as it came; empty when it had none
     * @param body the beginning of the answer's body, when it was waited for
     */
    public record Result(int status, String failure, long millis, String date, String body) {}

    /** Asks for the models, and waits for the head of the answer alone. */
    public CompletionStage<Result> ask(UpstreamConfig upstream) {
        return ask(upstream, Question.models(upstream.protocol(), false));
    }

    /** Completes within fifteen seconds, never exceptionally. */
    public CompletionStage<Result> ask(UpstreamConfig upstream, Question question) {
        Call call = new Call(upstream, question);
        loop.execute(call::send);
        return call.result;
    }

    /** One call. Confined to the event loop. */
    private final class Call implements UpstreamClient.Acquired, AnswerListener {
        private final UpstreamConfig upstream;
        private final Question question;
        private final Target target;
        private final CompletableFuture<Result> result = new CompletableFuture<>();
        private final long start = nanoTime.getAsLong();
        private UpstreamClient.Wait connecting = UpstreamClient.Wait.OVER;
        private @Nullable UpstreamConnection connection;
        private @Nullable Future<?> timeout;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private String date = "";

        Call(UpstreamConfig upstream, Question question) {
            this.upstream = upstream;
            this.question = question;
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
            byte[] sent = question.body().getBytes(StandardCharsets.UTF_8);
            ByteBuf head = Unpooled.copiedBuffer(head(sent.length), StandardCharsets.ISO_8859_1);
            acquired.send(head, Unpooled.wrappedBuffer(sent), false, this);
        }

        private StringBuilder head(int length) {
            Map<String, Secret> own = upstream.headers().set();
            StringBuilder head = new StringBuilder(length == 0 ? "GET " : "POST ")
                    .append(UpstreamTarget.path(upstream.url(), question.path()))
                    .append(" HTTP/1.1\r\n");
            line(head, own, "host", target.authority());
            line(head, own, "user-agent", "ccgate-probe");
            line(head, own, "accept", "application/json");
            if (length > 0) {
                line(head, own, "content-type", "application/json");
                head.append("content-length: ").append(length).append("\r\n");
            }
            if (upstream.protocol() == Protocol.ANTHROPIC) {
                line(head, own, "anthropic-version", "2023-06-01");
            }
            question.headers().forEach((name, value) -> line(head, own, name, value));
            if (!upstream.key().isEmpty()) {
                UpstreamCredential credential =
                        UpstreamCredential.of(upstream.auth(), upstream.protocol(), Credentials.Form.X_API_KEY);
                line(head, own, credential.header().toString(), credential.value(upstream.key()));
            }
            own.forEach((name, value) ->
                    head.append(name).append(": ").append(value.reveal()).append("\r\n"));
            return head.append("\r\n");
        }

        /** The upstream's own headers stand in for those that would be sent. */
        private static void line(StringBuilder head, Map<String, Secret> own, String name, String value) {
            if (own.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        }

        @Override
        public void requestSent() {}

        @Override
        public void head(AnswerHead head) {
            status = head.status();
            date = Objects.requireNonNullElse(head.first(DATE), "");
            if (!question.readsBody()) {
                finish(status, "");
            }
        }

        @Override
        public void payload(ByteBuf buffer, int index, int length) {
            int room = Math.min(length, MAX_BODY - body.size());
            if (room > 0) {
                byte[] bytes = new byte[room];
                buffer.getBytes(index, bytes);
                body.writeBytes(bytes);
            }
        }

        @Override
        public void frames(ByteBuf buffer, boolean last, int closing) {
            buffer.release();
        }

        @Override
        public void readComplete() {}

        @Override
        public void end() {
            connection = null;
            finish(status, "");
        }

        @Override
        public void failed(GatewayError error) {
            connection = null;
            finish(0, error.message());
        }

        private void finish(int outcome, String failure) {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
            if (!result.complete(new Result(outcome, failure, millis, date, body.toString(StandardCharsets.UTF_8)))) {
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
