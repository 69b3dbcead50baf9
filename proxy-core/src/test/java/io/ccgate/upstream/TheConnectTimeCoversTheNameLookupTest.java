package io.ccgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.error.GatewayError;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name server that says nothing costs no more than {@code timeouts.connect}. */
class TheConnectTimeCoversTheNameLookupTest {
    private static final Target UPSTREAM = new Target("upstream.invalid", 443, false, Optional.empty());

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theWaitEndsThoughTheNameServerIsSilent(Transport transport) throws Exception {
        EventLoopGroup group = transport.eventLoops(1);
        try (SilentNames names = new SilentNames();
                UpstreamClient client =
                        new UpstreamClient(transport.socketChannel(), names, new ClientTls(null), System::nanoTime)) {
            EventLoop loop = group.next();
            CompletableFuture<GatewayError> told = new CompletableFuture<>();

            loop.execute(() -> client.acquire(loop, UPSTREAM, false, Duration.ofMillis(200), telling(told)));

            GatewayError error = told.get(15, TimeUnit.SECONDS);
            assertThat(error.status()).isEqualTo(504);
            assertThat(error.code()).isEqualTo("upstream_timeout");
            assertThat(error.message()).contains("connect");
            assertThat(error.retry()).isEqualTo(GatewayError.Retry.ALWAYS);
            assertThat(client.counts().waiting()).isZero();
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static UpstreamClient.Acquired telling(CompletableFuture<GatewayError> told) {
        return new UpstreamClient.Acquired() {
            @Override
            public void connected(UpstreamConnection connection) {
                told.completeExceptionally(new AssertionError("connected without an address"));
            }

            @Override
            public void failed(GatewayError error) {
                told.complete(error);
            }
        };
    }

    /** Never answers. */
    private static final class SilentNames extends AddressResolverGroup<InetSocketAddress> {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    // Silence.
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    // Silence.
                }
            }.asAddressResolver();
        }
    }
}
