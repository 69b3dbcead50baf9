package io.ccgate.pipeline;

import io.ccgate.exchange.LocalEndpoint;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's own endpoints: by method and exact path, or everything below a path. Immutable. */
public final class LocalEndpoints {
    private final Map<String, LocalEndpoint> byCall;
    private final List<Below> below;
    private final boolean relays;

    /**
     * An endpoint for everything at and below a path, whatever the method.
     *
     * @param path such as {@code /dashboard}; {@code /} takes all that no other endpoint has
     */
    public record Below(String path, LocalEndpoint endpoint) {
        boolean holds(String asked) {
            return path.equals("/")
                    || (asked.startsWith(path)
                            && (asked.length() == path.length() || asked.charAt(path.length()) == '/'));
        }
    }

    /**
     * @param byCall keys such as {@code "GET /health"}
     * @param below looked at in this order when no exact path fits
     */
    public LocalEndpoints(Map<String, LocalEndpoint> byCall, List<Below> below) {
        this.byCall = Map.copyOf(byCall);
        this.below = List.copyOf(below);
        this.relays = below.stream().noneMatch(all -> all.path().equals("/"));
    }

    @Nullable
    LocalEndpoint at(HttpMethod method, String path) {
        // The busy paths leave at once: no endpoint of ours begins with a version or a protocol.
        if (relays && path.length() > 1 && (path.charAt(1) == 'v' || path.startsWith("/anthropic/v"))) {
            return null;
        }
        LocalEndpoint exact = byCall.get(method.name() + ' ' + path);
        if (exact != null) {
            return exact;
        }
        for (Below candidate : below) {
            if (candidate.holds(path)) {
                return candidate.endpoint();
            }
        }
        return null;
    }
}
