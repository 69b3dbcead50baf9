package io.ccgate.pipeline;

import io.ccgate.exchange.LocalEndpoint;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's own endpoints by method and exact path. Immutable. */
public final class LocalEndpoints {
    private final Map<String, LocalEndpoint> byCall;

    /** @param byCall keys such as {@code "GET /health"} */
    public LocalEndpoints(Map<String, LocalEndpoint> byCall) {
        this.byCall = Map.copyOf(byCall);
    }

    @Nullable
    LocalEndpoint at(HttpMethod method, String path) {
        // The busy paths leave at once: no endpoint of ours begins with a version or a protocol.
        return path.length() > 1 && (path.charAt(1) == 'v' || path.startsWith("/anthropic"))
                ? null
                : byCall.get(method.name() + ' ' + path);
    }
}
