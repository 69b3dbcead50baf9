package io.ccgate.protocol;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request goes at an upstream: the target of its request line. Pure; any thread. */
public final class UpstreamTarget {
    /** A base URL's path that brings its own version; Google and DeepInfra put {@code openai} behind it. */
    private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*(?:/openai)?");

    private static final String UNRESERVED = "-._~!$'()*,;=@";

    private UpstreamTarget() {}

    /**
     * The path and query to ask the upstream for. The base URL's path stands before the request's; when it ends in a
     * version, it replaces the request's own. A query of the base URL ({@code ?api-version=…}) stands before the
     * request's.
     *
     * @param base the upstream's URL
     * @param newModel replaces the model of a Gemini path; null keeps the path as it came
     * @param query the request's raw query without question mark, may be empty; keys in it are cut out here
     */
    public static String path(URI base, Route route, @Nullable String newModel, String query) {
        String before = base.getRawPath() == null ? "" : base.getRawPath();
        while (before.endsWith("/")) {
            before = before.substring(0, before.length() - 1);
        }
        String path = route.upstreamPath();
        Route.PathModel model = route.pathModel();
        if (newModel != null && model != null) {
            path = path.substring(0, model.start()) + resource(newModel) + path.substring(model.end());
        }
        if (!route.versionSegment().isEmpty() && VERSIONED.matcher(before).matches()) {
            path = path.substring(1 + route.versionSegment().length());
        }
        StringBuilder target = new StringBuilder(before.length() + path.length() + query.length() + 1);
        target.append(before).append(path);
        if (target.isEmpty()) {
            target.append('/');
        }
        String own = base.getRawQuery() == null ? "" : base.getRawQuery();
        String asked = withoutKeys(query);
        if (!own.isEmpty() || !asked.isEmpty()) {
            target.append('?')
                    .append(own)
                    .append(own.isEmpty() || asked.isEmpty() ? "" : "&")
                    .append(asked);
        }
        return target.toString();
    }

    /** The same for a path of the provider's public API, such as {@code /v1/messages}. */
    public static String path(URI base, String apiPath) {
        int question = apiPath.indexOf('?');
        String path = question < 0 ? apiPath : apiPath.substring(0, question);
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path.substring(1) : path.substring(1, end);
        Route route = new Route(null, Operation.OTHER, path, Routes.isVersion(first) ? first : "", null, false, false);
        return path(base, route, null, question < 0 ? "" : apiPath.substring(question + 1));
    }

    /** The query without {@code api_key} and {@code key}; every other byte stays as it was sent. */
    public static String withoutKeys(String query) {
        int from = 0;
        StringBuilder kept = null;
        while (from <= query.length() && !query.isEmpty()) {
            int ampersand = query.indexOf('&', from);
            int end = ampersand < 0 ? query.length() : ampersand;
            boolean key = isKey(query, from, end);
            if (key && kept == null) {
                kept = new StringBuilder(query.length()).append(query, 0, Math.max(0, from - 1));
            } else if (!key && kept != null) {
                kept.append(kept.isEmpty() ? "" : "&").append(query, from, end);
            }
            from = end + 1;
        }
        return kept == null ? query : kept.toString();
    }

    /** Whether the parameter in {@code [from, end)} is a key, its name encoded or not. */
    private static boolean isKey(String query, int from, int end) {
        int equals = query.indexOf('=', from);
        String name = query.substring(from, equals < 0 || equals > end ? end : equals);
        if (name.indexOf('%') >= 0) {
            try {
                name = QueryStringDecoder.decodeComponent(name);
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
        return name.equalsIgnoreCase("key") || name.equalsIgnoreCase("api_key");
    }

    private static String resource(String model) {
        if (model.startsWith("tunedModels/")) {
            return "tunedModels/" + encode(model.substring("tunedModels/".length()));
        }
        return "models/" + encode(model.startsWith("models/") ? model.substring("models/".length()) : model);
    }

    /** A name as one path segment, by RFC 3986, section 3.3; a colon would be taken for the verb's. */
    private static String encode(String name) {
        StringBuilder segment = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                segment.append(c);
            } else {
                segment.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
            }
        }
        return segment.toString();
    }
}
