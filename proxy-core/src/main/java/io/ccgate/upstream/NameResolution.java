package io.ccgate.upstream;

import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Looks up host names without blocking an event loop, as the JVM's own lookup would. Answers are cached per loop for as long as the
 * name server says, within bounds.
 */
public final class NameResolution {
    private static final int MIN_TTL_SECONDS = 5;
    private static final int MAX_TTL_SECONDS = 300;
    private static final int NEGATIVE_TTL_SECONDS = 2;
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(3);

    private NameResolution() {}

    public static AddressResolverGroup<InetSocketAddress> create(Class<? extends DatagramChannel> channelType) {
        return new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelType(channelType)
                .ttl(MIN_TTL_SECONDS, MAX_TTL_SECONDS)
                .negativeTtl(NEGATIVE_TTL_SECONDS)
                .queryTimeoutMillis(QUERY_TIMEOUT.toMillis()));
    }
}
