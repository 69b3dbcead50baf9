package io.ccgate;

import io.ccgate.relay.UpstreamProbe;
import io.ccgate.server.Transport;
import io.ccgate.upstream.ClientTls;
import io.ccgate.upstream.NameResolution;
import io.ccgate.upstream.UpstreamClient;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/**
 * Asks upstreams without a gateway around it, over the same name resolution, TLS, proxies and parser that a gateway uses: what works
 * here works there. Any thread.
 */
public final class LoneProbe implements AutoCloseable {
    private static final long CLOSING_SECONDS = 2;

    private final EventLoopGroup loops;
    private final UpstreamClient upstreams;
    private final UpstreamProbe probe;

    public LoneProbe() {
        Transport transport = Transport.best();
        loops = transport.eventLoops(1);
        ClientTls tls = new ClientTls(null);
        tls.prepare();
        upstreams = new UpstreamClient(
                transport.socketChannel(), NameResolution.create(transport.datagramChannel()), tls, System::nanoTime);
        probe = new UpstreamProbe(upstreams, loops.next(), System::nanoTime);
    }

    public UpstreamProbe probe() {
        return probe;
    }

    @Override
    public void close() {
        upstreams.close();
        loops.shutdownGracefully(0, CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
