package io.ccgate.agents.local;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.ListenerConfig;
import java.net.URI;

/** Where a gateway can be reached from its own machine. */
public final class GatewayAddress {
    private GatewayAddress() {}

    /** The first listener of a configuration; one for all addresses is reached through the loopback one. */
    public static String of(Config config) {
        ListenerConfig first = config.server().listeners().get(0);
        String host = first.host();
        boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]") || host.isBlank();
        String reach = any ? "127.0.0.1" : host.contains(":") && !host.startsWith("[") ? '[' + host + ']' : host;
        return (first.tls().isPresent() ? "https://" : "http://") + reach + ':' + first.port();
    }

    /** The address without a trailing slash. */
    public static String checked(String url) {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return url.replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException ignored) {
            // Told below.
        }
        throw new Unfit("the gateway's address is no http address: " + url);
    }
}
