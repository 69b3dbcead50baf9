package io.ccgate.auth;

import io.ccgate.config.secret.Secret;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every key a request presents, each once, in the order in which they are tried. Agents send two at a time, and not
 * always the same: Claude Code with both of its variables set sends two different ones.
 */
public record Credentials(List<Presented> presented) {
    private static final AsciiString X_API_KEY = AsciiString.cached("x-api-key");
    private static final AsciiString X_GOOG_API_KEY = AsciiString.cached("x-goog-api-key");
    private static final int MOST_KEYS = 8;

    /** Where a key was found. */
    public enum Form {
        /** {@code Authorization: Bearer K} */
        BEARER,
        /** {@code Authorization: API-Key K} */
        API_KEY,
        /** {@code x-api-key: K} */
        X_API_KEY,
        /** {@code x-goog-api-key: K} */
        X_GOOG_API_KEY,
        /** query {@code api_key=K} or {@code key=K} */
        QUERY
    }

    /** One key and where it was. */
    public record Presented(Form form, Secret key) {}

    /** @param query of the request's URI, without the question mark; empty when it has none */
    public static Credentials of(HttpHeaders headers, String query) {
        List<Presented> found = new ArrayList<>(2);
        for (String value : headers.getAll(HttpHeaderNames.AUTHORIZATION)) {
            add(found, Form.BEARER, afterScheme(value, "Bearer"));
            add(found, Form.API_KEY, afterScheme(value, "API-Key"));
        }
        for (String value : headers.getAll(X_API_KEY)) {
            add(found, Form.X_API_KEY, value.trim());
        }
        for (String value : headers.getAll(X_GOOG_API_KEY)) {
            add(found, Form.X_GOOG_API_KEY, value.trim());
        }
        if (!query.isEmpty()) {
            for (String parameter : query.split("&")) {
                if (isKey(parameter)) {
                    add(found, Form.QUERY, decoded(parameter.substring(parameter.indexOf('=') + 1)));
                }
            }
        }
        return new Credentials(List.copyOf(found));
    }

    public boolean isEmpty() {
        return presented.isEmpty();
    }

    private static boolean isKey(String parameter) {
        return parameter.startsWith("key=") || parameter.startsWith("api_key=");
    }

    private static @Nullable String decoded(String value) {
        try {
            return QueryStringDecoder.decodeComponent(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The scheme is case-insensitive (RFC 9110, section 11.1). */
    private static @Nullable String afterScheme(String value, String scheme) {
        int end = scheme.length();
        return value.length() > end && value.charAt(end) == ' ' && value.regionMatches(true, 0, scheme, 0, end)
                ? value.substring(end).trim()
                : null;
    }

    private static void add(List<Presented> found, Form form, @Nullable String key) {
        if (key == null || key.isEmpty() || found.size() >= MOST_KEYS) {
            return;
        }
        Secret secret = Secret.of(key);
        for (Presented known : found) {
            if (known.key().equals(secret)) {
                return;
            }
        }
        found.add(new Presented(form, secret));
    }
}
