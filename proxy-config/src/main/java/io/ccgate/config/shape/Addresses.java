package io.ccgate.config.shape;

import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.UpstreamConfig.ForwardProxy;
import io.ccgate.config.secret.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** URLs, networks and files. Nothing here resolves a name. */
public final class Addresses {
    private static final Map<String, Object> STRING = Map.of("type", "string");

    private Addresses() {}

    /** The base URL of an HTTP service, without trailing slash. */
    public static Type<URI> baseUrl() {
        Map<String, Object> schema = Types.ordered("type", "string", "pattern", "^https?://|\\$\\{(env|file):");
        String remedy = "write the base URL of the provider, such as \"https://api.anthropic.com\"";
        return new Scalar<>("an http or https URL", remedy, schema, false, (node, reading) -> {
            URI uri = uri(Types.string(node).strip());
            if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
                throw new Mismatch("the URL must start with http:// or https://");
            }
            if (uri.getHost() == null) {
                throw new Mismatch("the URL names no host");
            }
            if (uri.getRawUserInfo() != null) {
                throw new Mismatch("the URL holds a user name or password");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new Mismatch("the URL must have no query and no fragment");
            }
            String text = uri.toString();
            int end = text.length();
            while (text.charAt(end - 1) == '/') {
                end--;
            }
            return URI.create(text.substring(0, end));
        });
    }

    /** A URL that takes a POST; often its own credential, so it is never shown. */
    public static Type<Secret> webhook() {
        Map<String, Object> schema = Types.ordered("type", "string", "pattern", "^https?://|\\$\\{(env|file):");
        String remedy = "write a URL such as \"https://hooks.example/ccgate\", or better ${env:NAME}";
        return new Scalar<>("an http or https URL", remedy, schema, false, (node, reading) -> {
            String text = Types.string(node).strip();
            String scheme = String.valueOf(uri(text).getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (!web || uri(text).getHost() == null) {
                throw new Mismatch("the URL must start with http:// or https:// and name a host");
            }
            Secret secret = Secret.of(text);
            reading.remember(secret, node);
            return secret;
        });
    }

    /** A forward proxy; it may hold a password, so it is never shown. */
    public static Type<ForwardProxy> forwardProxy() {
        String remedy = "write \"http://user:password@host:port\" or \"socks5://host:port\"";
        return new Scalar<>("a proxy URL", remedy, STRING, false, (node, reading) -> {
            URI uri = uri(Types.string(node).strip());
            ForwardProxy.Kind kind = switch (String.valueOf(uri.getScheme())) {
                case "http" -> ForwardProxy.Kind.HTTP;
                case "socks5", "socks5h" -> ForwardProxy.Kind.SOCKS5;
                default -> throw new Mismatch("a proxy URL starts with http:// or socks5://");
            };
            boolean bare = uri.getRawPath() == null || uri.getRawPath().length() <= 1;
            if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65535 || !bare) {
                throw new Mismatch("a proxy URL has a host and a port and nothing after them");
            }
            String user = uri.getUserInfo();
            int colon = user == null ? -1 : user.indexOf(':');
            Optional<String> name = Optional.ofNullable(user == null || colon < 0 ? user : user.substring(0, colon));
            Optional<Secret> password =
                    user == null || colon < 0 ? Optional.empty() : Optional.of(Secret.of(user.substring(colon + 1)));
            password.ifPresent(secret -> reading.remember(secret, node));
            return new ForwardProxy(kind, bareHost(uri.getHost()), uri.getPort(), name, password);
        });
    }

    private static String bareHost(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static URI uri(String text) throws Mismatch {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Mismatch("not a URL: " + e.getReason() + " at position " + (e.getIndex() + 1));
        }
    }

    /** An address or a network in CIDR notation. */
    public static Type<Cidr> cidr() {
        String remedy = "write \"10.0.0.0/8\", \"2001:db8::/32\" or a single address";
        return new Scalar<>("an IP address or network", remedy, STRING, (node, reading) -> {
            String text = Types.string(node).strip();
            int slash = text.indexOf('/');
            InetAddress address = literalAddress(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1));
            if (prefix > bits) {
                throw new Mismatch();
            }
            return new Cidr(address, prefix);
        });
    }

    private static int prefix(String text) throws Mismatch {
        if (text.isEmpty() || text.length() > 3) {
            throw new Mismatch();
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new Mismatch();
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    /** Accepts only what cannot be a host name, so that no lookup happens. */
    private static InetAddress literalAddress(String text) throws Mismatch {
        if (!(text.indexOf(':') >= 0 ? looksLikeV6(text) : isV4(text))) {
            throw new Mismatch();
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new Mismatch();
        }
    }

    private static boolean looksLikeV6(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isV4(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }

    /** A file; a relative path starts at the configuration folder. */
    public static Type<Path> configFile() {
        return path(true);
    }

    /** A file or folder; a relative path starts at the working folder. */
    public static Type<Path> path() {
        return path(false);
    }

    private static Type<Path> path(boolean fromFolder) {
        return new Scalar<>("a path", "write a path in double quotes", STRING, (node, reading) -> {
            String text = Types.string(node);
            if (text.isBlank()) {
                throw new Mismatch("must not be empty");
            }
            try {
                return fromFolder ? reading.folder().resolve(text) : Path.of(text);
            } catch (InvalidPathException e) {
                throw new Mismatch("not a path: " + e.getReason());
            }
        });
    }
}
