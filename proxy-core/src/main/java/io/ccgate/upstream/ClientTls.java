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
 * (RFC 9110, section 4.3.4). There is no switch to turn either off. Loaded only when a configuration has an https upstream.
 */
public final class ClientTls {
    private final @Nullable TrustManagerFactory trust;
    private volatile @Nullable SslContext context;

    /** @param trust where trust is anchored; null means the JVM's trust store */
    public ClientTls(@Nullable TrustManagerFactory trust) {
        this.trust = trust;
    }

    /** Loads the trust store unless it is loaded: a tenth of a second, so not for an event loop. */
    public synchronized void prepare() {
        if (context != null) {
            return;
        }
        try {
            context = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trust)
                    .protocols(List.of("TLSv1.3", "TLSv1.2"))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("TLS is not available in this Java runtime", unusable);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, Target target) {
        SslContext prepared = context;
        if (prepared == null) {
            throw new IllegalStateException("an https upstream is in force without prepare()");
        }
        return prepared.newHandler(allocator, target.host(), target.port());
    }
}
