package io.ccgate.policy;

import io.ccgate.config.model.Cidr;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who really calls when proxies stand between. {@code X-Forwarded-For} is believed from the right, and only as far as
 * trusted proxies wrote it: everything left of the first untrusted address may be forged.
 */
public final class ClientAddress {
    /** No real chain is longer; more is someone playing. */
    private static final int MOST_HOPS = 32;

    private ClientAddress() {}

    /**
     * @param peer other end of the connection
     * @param forwardedFor values of all {@code X-Forwarded-For} headers in their order
     * @return an IPv4 address also where it was written as IPv6 ({@code ::ffff:a.b.c.d})
     */
    public static InetAddress of(InetAddress peer, List<String> forwardedFor, List<Cidr> trustedProxies) {
        InetAddress nearest = unmapped(peer);
        if (forwardedFor.isEmpty() || !trusted(nearest, trustedProxies)) {
            return nearest;
        }
        int hops = 0;
        for (int i = forwardedFor.size() - 1; i >= 0; i--) {
            String line = forwardedFor.get(i);
            int end = line.length();
            while (end >= 0) {
                int comma = line.lastIndexOf(',', end - 1);
                InetAddress hop = parse(line.substring(comma + 1, end).trim());
                if (hop == null || ++hops > MOST_HOPS) {
                    return nearest;
                }
                nearest = hop;
                if (!trusted(hop, trustedProxies)) {
                    return nearest;
                }
                end = comma;
            }
        }
        return nearest;
    }

    /**
     * Whether the client's own connection is encrypted, as the proxy in front says ({@code X-Forwarded-Proto}).
     *
     * @param peer other end of the connection; only a trusted proxy is believed
     * @param forwardedProto value of the header; null when there is none
     */
    public static boolean isEncrypted(InetAddress peer, @Nullable String forwardedProto, List<Cidr> trustedProxies) {
        return forwardedProto != null
                && forwardedProto.split(",", 2)[0].trim().equalsIgnoreCase("https")
                && trusted(unmapped(peer), trustedProxies);
    }

    private static boolean trusted(InetAddress address, List<Cidr> networks) {
        for (Cidr network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** An address with or without port; never looks up a name. Null when it is neither. */
    static @Nullable InetAddress parse(String text) {
        String address = text;
        int colon = text.indexOf(':');
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0) {
                return null;
            }
            address = text.substring(1, close);
        } else if (colon >= 0 && colon == text.lastIndexOf(':')) {
            address = text.substring(0, colon);
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? null : address(bytes);
    }

    private static InetAddress unmapped(InetAddress address) {
        return address(address.getAddress());
    }

    /** Java itself turns the sixteen bytes of a mapped address into an IPv4 address. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }
}
