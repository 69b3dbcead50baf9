package io.ccgate.upstream;

import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UpstreamConfig.ForwardProxy;
import java.net.URI;
import java.util.Optional;

/**
 * Where a connection leads: two requests whose targets are equal may share one.
 *
 * @param host name or literal address, without brackets
 */
public record Target(String host, int port, boolean tls, Optional<ForwardProxy> proxy) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    public static Target of(UpstreamConfig upstream) {
        URI url = upstream.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        return new Target(withoutBrackets(url.getHost()), port, tls, upstream.forwardProxy());
    }

    /** The value of the {@code Host} header (RFC 9110, section 7.2): the port only when it is not the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? name : name + ':' + port;
    }

    /** Scheme and authority, as a URL begins. */
    public String origin() {
        return (tls ? "https://" : "http://") + authority();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
