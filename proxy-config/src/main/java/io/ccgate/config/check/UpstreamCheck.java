package io.ccgate.config.check;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.secret.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Upstreams that cannot be told apart, chosen or reached as meant. */
record UpstreamCheck(Config config, Places places, Findings findings) {
    /** The gateway writes these itself; a second one breaks the framing or the routing of the request. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "expect");

    void run() {
        Set<String> ids = new HashSet<>();
        for (UpstreamConfig upstream : config.upstreams()) {
            if (!ids.add(upstream.id())) {
                findings.error(
                        places.of(upstream, "id"),
                        "there is already an upstream \"" + upstream.id() + '"',
                        "give every upstream its own id");
            }
            checkTransport(upstream);
            checkHeaders(upstream);
            checkUsed(upstream);
        }
        checkChoice();
    }

    private void checkTransport(UpstreamConfig upstream) {
        boolean clear = "http".equalsIgnoreCase(upstream.url().getScheme())
                && !ListenerCheck.isLoopback(upstream.url().getHost());
        if (clear && upstream.enabled() && !upstream.key().isEmpty()) {
            findings.warning(
                    places.of(upstream, "url"), "the key travels in clear text over http", "use https if you can");
        }
    }

    private void checkHeaders(UpstreamConfig upstream) {
        upstream.headers().set().forEach((name, value) -> {
            checkHeaderName(upstream, name, "set", name);
            if (hasLineBreak(value)) {
                findings.error(
                        places.of(upstream, "headers", "set", name),
                        "a header value has no line breaks",
                        "write it on one line");
            }
        });
        List<String> removed = upstream.headers().remove();
        for (int i = 0; i < removed.size(); i++) {
            checkHeaderName(upstream, removed.get(i), "remove", i);
        }
    }

    private static boolean hasLineBreak(Secret value) {
        String text = value.reveal();
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0;
    }

    private void checkHeaderName(UpstreamConfig upstream, String name, String list, Object step) {
        Place place = places.of(upstream, "headers", list, step);
        if (name.isEmpty() || !name.chars().allMatch(UpstreamCheck::isTokenChar)) {
            findings.error(place, "not a header name", "write a name such as X-Team");
        } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            findings.error(place, "the gateway writes the header " + name + " itself", "remove it");
        }
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isTokenChar(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private void checkUsed(UpstreamConfig upstream) {
        if (!upstream.enabled() || config.tenants().isEmpty()) {
            return;
        }
        for (TenantConfig tenant : config.tenants()) {
            if (tenant.upstreams().isEmpty() || matchesAny(tenant.upstreams(), upstream.id())) {
                return;
            }
        }
        findings.warning(
                places.of(upstream, "id"),
                "no tenant may use the upstream \"" + upstream.id() + '"',
                "name it in a tenant's upstreams, or set \"enabled\": false");
    }

    static boolean matchesAny(List<ModelPattern> patterns, String name) {
        for (ModelPattern pattern : patterns) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }

    private void checkChoice() {
        boolean any = false;
        double weights = 0;
        for (UpstreamConfig upstream : config.upstreams()) {
            any |= upstream.enabled();
            weights += upstream.enabled() ? upstream.weight() : 0;
        }
        Strategy strategy = config.loadBalancer().strategy();
        boolean weighted = strategy == Strategy.WEIGHTED_ROUND_ROBIN || strategy == Strategy.WEIGHTED_RANDOM;
        if (any && weighted && weights == 0) {
            UpstreamConfig first = config.upstreams().get(0);
            findings.error(
                    places.of(first, "weight"),
                    "the weights of all enabled upstreams sum to 0, so none can be chosen",
                    "give one of them a weight above 0, or another strategy to loadBalancer");
        } else if (!any && !config.upstreams().isEmpty()) {
            findings.warning(
                    places.of(config.upstreams().get(0), "enabled"),
                    "no upstream is enabled: every request will be answered 503",
                    "enable one");
        }
    }
}
