package io.ccgate.upstream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards upstreams: certificates are verified against the trust store, names against the certificate
 * (RFC 9110, section 4.3.4). There is no switch to turn either off.
 */
public final class ClientTls {
    private final SslContext context;

    private ClientTls(SslContext context) {
        this.context = context;
    }

    /**
     * Loads the trust store, so not for an event loop.
     *
     * @param trust where trust is anchored; null means the JVM's trust store
     */
    public static ClientTls create(@Nullable TrustManagerFactory trust) {
        try {
            return new ClientTls(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trust)
                    .protocols(List.of("TLSv1.3", "TLSv1.2"))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build());
        } catch (SSLException unusable) {
            throw new IllegalStateException("TLS is not available in this Java runtime", unusable);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, Target target) {
        return context.newHandler(allocator, target.host(), target.port());
    }
}
