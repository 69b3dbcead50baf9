package io.ccgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.UpstreamConfig.ForwardProxy;
import io.ccgate.error.GatewayError;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.SelfSigned;
import io.ccgate.server.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looking up names, TCP, the forward proxy and TLS together take no longer than {@code timeouts.connect}, and block no event loop. */
class ConnectStepsShareOneLimitTest {
    /** Shorter than two slow steps, longer than one. */
    private static final Duration LIMIT = Duration.ofMillis(900);

    private static final Duration SLOW = Duration.ofMillis(600);
    private static final Duration FOR_EVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    /** What {@code acquire} came to: a connection or an error. */
    private static Object acquired(Transport transport, Target target, Duration names, ClientTls tls, Duration limit)
            throws Exception {
        EventLoopGroup group = transport.eventLoops(1);
        try (LateNames resolver = new LateNames(names);
                UpstreamClient client =
                        new UpstreamClient(transport.socketChannel(), resolver, tls, System::nanoTime)) {
            EventLoop loop = group.next();
            CompletableFuture<Object> told = new CompletableFuture<>();
            loop.execute(() -> client.acquire(loop, target, false, limit, new UpstreamClient.Acquired() {
                @Override
                public void connected(UpstreamConnection connection) {
                    connection.close();
                    told.complete(connection);
                }

                @Override
                public void failed(GatewayError error) {
                    told.complete(error);
                }
            }));
            Object result = told.get(15, TimeUnit.SECONDS);
            assertThat(client.counts().waiting()).isZero();
            return result;
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static void assertTooLate(Object result, String step) {
        assertThat(result).isInstanceOfSatisfying(GatewayError.class, error -> {
            assertThat(error.message()).contains(step);
            assertThat(error.retry()).isEqualTo(GatewayError.Retry.ALWAYS);
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aNameServerThatIsSilent(Transport transport) throws Exception {
        Target target = new Target("upstream.invalid", 443, false, Optional.empty());

        Object result = acquired(transport, target, FOR_EVER, new ClientTls(null), Duration.ofMillis(200));

        assertTooLate(result, "connect");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aProxysNameThatIsNotFoundInTime(Transport transport) throws Exception {
        Target target = new Target("upstream.invalid", 443, false, Optional.of(proxy(1)));

        Object result = acquired(transport, target, FOR_EVER, new ClientTls(null), Duration.ofMillis(200));

        assertTooLate(result, "proxy");
    }

    @Test
    void aSlowLookupAndASlowTlsHandshake() throws Exception {
        SelfSigned certificate = SelfSigned.forName("upstream.invalid", folder);
        ClientTls tls = new ClientTls(certificate.trust());
        tls.prepare();
        try (RawUpstream slow = RawUpstream.serving(certificate.listen(), connection -> {
            pause();
            connection.read();
        })) {
            Target target = new Target("upstream.invalid", slow.port(), true, Optional.empty());

            assertTooLate(acquired(Transport.best(), target, SLOW, tls, LIMIT), "TLS handshake");
            assertThat(acquired(Transport.best(), target, SLOW, tls, Duration.ofSeconds(15)))
                    .isInstanceOf(UpstreamConnection.class);
        }
    }

    @Test
    void aSlowLookupOfTheProxyAndASlowProxy() throws Exception {
        try (RawUpstream slow = RawUpstream.serving(connection -> {
            connection.readHead();
            pause();
            connection.send("HTTP/1.1 200 Connected\r\n\r\n");
            connection.read();
        })) {
            Target target = new Target("upstream.invalid", 80, false, Optional.of(proxy(slow.port())));

            assertTooLate(acquired(Transport.best(), target, SLOW, new ClientTls(null), LIMIT), "proxy");
            assertThat(acquired(Transport.best(), target, SLOW, new ClientTls(null), Duration.ofSeconds(15)))
                    .isInstanceOf(UpstreamConnection.class);
        }
    }

    private static ForwardProxy proxy(int port) {
        return new ForwardProxy(ForwardProxy.Kind.HTTP, "proxy.invalid", port, Optional.empty(), Optional.empty());
    }

    private static void pause() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
    }

    /** Finds every name under {@code .invalid} on this machine, after a while. */
    private static final class LateNames extends AddressResolverGroup<InetSocketAddress> {
        private final Duration after;

        LateNames(Duration after) {
            this.after = after;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) throws UnknownHostException {
                    InetAddress found = InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1});
                    executor().schedule(() -> promise.trySuccess(found), after.toMillis(), TimeUnit.MILLISECONDS);
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    promise.tryFailure(new UnknownHostException(name));
                }
            }.asAddressResolver();
        }
    }
}
