package io.ccgate.server;

import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.exchange.ClientRequest;
import io.ccgate.exchange.ExchangeEnd;
import io.ccgate.exchange.InForce;
import io.ccgate.http.RequestId;
import io.ccgate.policy.ClientAddress;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every client connection works with; shared by all event loops. */
public final class ClientServices {
    private static final Logger log = LoggerFactory.getLogger(ClientServices.class);

    /** Longer than the idle time of common clients, so that they close first and no request meets a closing server. */
    private static final long IDLE_NANOS = Duration.ofMinutes(5).toNanos();

    private static final long LONGEST_TICK_NANOS = Duration.ofSeconds(5).toNanos();

    private final Supplier<InForce> inForce;
    private final RequestId requestIds;
    private final ExchangeEnd ending;
    private final ErrorEnvelope errors;
    private final LongSupplier nanoTime;
    private final AtomicInteger active = new AtomicInteger();

    public ClientServices(
            Supplier<InForce> inForce,
            RequestId requestIds,
            ExchangeEnd ending,
            ErrorEnvelope errors,
            LongSupplier nanoTime) {
        this.inForce = inForce;
        this.requestIds = requestIds;
        this.ending = ending;
        this.errors = errors;
        this.nanoTime = nanoTime;
    }

    InForce inForce() {
        return inForce.get();
    }

    RequestId requestIds() {
        return requestIds;
    }

    ExchangeEnd ending() {
        return ending;
    }

    ErrorEnvelope errors() {
        return errors;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    boolean keepAlive() {
        return server().keepAlive();
    }

    long clientTimeoutNanos() {
        return server().clientTimeout().toNanos();
    }

    long idleNanos() {
        return IDLE_NANOS;
    }

    /** How often a connection looks at its waits: often enough for the shortest of them to be about right. */
    long tickNanos() {
        return Math.min(LONGEST_TICK_NANOS, clientTimeoutNanos() / 4 + 1);
    }

    void exchangeOpened() {
        active.incrementAndGet();
    }

    void exchangeClosed() {
        active.decrementAndGet();
    }

    /** Requests being served now. Any thread. */
    public int activeExchanges() {
        return active.get();
    }

    void ownFault(Throwable fault, String requestId) {
        log.error("A fault of the gateway's own in request {}", requestId, fault);
    }

    void clientTrouble(Throwable cause) {
        log.debug("A client connection broke: {}", cause.toString());
    }

    ClientRequest readHead(HttpRequest head, InetAddress peer) {
        RequestTarget named = RequestTarget.of(head.uri());
        if (named == null) {
            throw new IllegalArgumentException("a target that the gate should have refused");
        }
        String authority = named.authority();
        if (authority != null) {
            head.headers().set(HttpHeaderNames.HOST, authority);
        }
        String target = named.originForm();
        int question = target.indexOf('?');
        List<Cidr> trusted = server().trustedProxies();
        List<String> forwardedFor = head.headers().getAll("x-forwarded-for");
        return new ClientRequest(
                head.method(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                head.headers(),
                !HttpVersion.HTTP_1_1.equals(head.protocolVersion()),
                HttpUtil.isKeepAlive(head),
                ClientAddress.of(peer, forwardedFor, trusted),
                ClientAddress.isEncrypted(peer, head.headers().get("x-forwarded-proto"), trusted),
                head.headers().contains(HttpHeaderNames.CONTENT_LENGTH) ? HttpUtil.getContentLength(head, -1L) : -1);
    }

    private ServerConfig server() {
        return inForce.get().config().server();
    }
}
