package io.ccgate.admin;

import io.ccgate.config.model.CorsConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which browsers may call: the CORS headers of an answer (WHATWG Fetch, "CORS protocol"). Pure.
 *
 * <p>{@code *} opens the relay and {@code /usage}, never the administration: a page that an administrator happens to visit
 * must not be able to call it. For that, the origin has to be named.
 */
public final class CorsHeaders {
    private static final String ANY = "*";
    private static final String MAX_AGE_SECONDS = "86400";

    private CorsHeaders() {}

    /**
     * Headers of an answer to a browser.
     *
     * @param origin the request's Origin header; null when it has none
     * @param administration whether the answer is the administration's
     * @return in the order in which they are sent; empty when this origin may not read the answer
     */
    public static Map<String, String> of(CorsConfig config, @Nullable String origin, boolean administration) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (origin == null || config.allowedOrigins().isEmpty()) {
            return headers;
        }
        if (!administration && config.allowedOrigins().contains(ANY)) {
            headers.put("access-control-allow-origin", ANY);
            return headers;
        }
        // Shared caches must not give one origin's answer to another.
        headers.put("vary", "Origin");
        if (config.allowedOrigins().stream().anyMatch(origin::equalsIgnoreCase)) {
            headers.put("access-control-allow-origin", origin);
        }
        return headers;
    }

    /**
     * Headers of the answer to {@code OPTIONS}, which is 200 without a body for every path.
     *
     * @param requestedHeaders the request's Access-Control-Request-Headers; null when it has none
     */
    public static Map<String, String> preflight(
            CorsConfig config, @Nullable String origin, @Nullable String requestedHeaders, boolean administration) {
        Map<String, String> headers = of(config, origin, administration);
        if (headers.containsKey("access-control-allow-origin")) {
            headers.put("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            // Agents and SDKs bring headers of their own, so what is asked for is granted; * would leave out
            // Authorization.
            headers.put(
                    "access-control-allow-headers",
                    requestedHeaders == null ? "authorization, content-type, x-api-key" : requestedHeaders);
            headers.put("access-control-max-age", MAX_AGE_SECONDS);
        }
        return headers;
    }
}
