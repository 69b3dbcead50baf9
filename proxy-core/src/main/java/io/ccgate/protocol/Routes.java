package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which protocol and operation a path means. Pure; any thread. */
public final class Routes {
    private static final Pattern VERSION = Pattern.compile("v\\d+[a-z0-9]*");
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|/\\.{1,2}(?:/|$)|\\\\|%2[eE]|%5[cC]|%3[aA]|%[46][1-9a-fA-F]|%[57][0-9aA]|%00");

    private Routes() {}

    /**
     * Why this path must not be served: another server could take it for a different one, so that a model or path rule
     * checked here would not hold there. Dot segments, doubled slashes, backslashes, percent-encoded letters, colons
     * and dots, by RFC 3986, section 6.2.2.
     *
     * @param path without query
     * @return null when the path means one thing only
     */
    public static @Nullable String ambiguity(String path) {
        return AMBIGUOUS.matcher(path).find()
                ? "the path has dot segments, doubled slashes, backslashes or needlessly encoded characters"
                : null;
    }

    /**
     * The route of a request.
     *
     * @param path as sent; a query, when there is one, is ignored
     * @param headers decide where one path serves several protocols
     */
    public static Route of(HttpMethod method, String path, HttpHeaders headers) {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        if (isBelow(plain, "/anthropic")) {
            return of(method, plain.substring("/anthropic".length()), headers, Protocol.ANTHROPIC, false);
        }
        if (isBelow(plain, "/openai")) {
            return of(method, plain.substring("/openai".length()), headers, Protocol.CHAT, true);
        }
        if (isBelow(plain, "/gemini")) {
            return of(method, plain.substring("/gemini".length()), headers, Protocol.GEMINI, false);
        }
        return of(method, plain, headers, null, false);
    }

    static boolean isVersion(String segment) {
        return VERSION.matcher(segment).matches();
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    private static Route of(
            HttpMethod method, String path, HttpHeaders headers, @Nullable Protocol prefix, boolean openai) {
        String whole = path.isEmpty() ? "/" : path;
        int end = whole.indexOf('/', 1);
        String first = whole.substring(1, end < 0 ? whole.length() : end);
        String version = isVersion(first) ? first : "";
        String rest = version.isEmpty() ? whole : end < 0 ? "" : whole.substring(end);
        boolean post = method.equals(HttpMethod.POST);

        Route gemini = GeminiPaths.route(whole, version, openai, post);
        if (gemini != null) {
            return gemini;
        }
        switch (rest) {
            case "/messages" -> {
                return route(Protocol.ANTHROPIC, ifPost(post, Operation.GENERATE), whole, version, openai);
            }
            case "/messages/count_tokens" -> {
                return route(Protocol.ANTHROPIC, ifPost(post, Operation.COUNT_TOKENS), whole, version, openai);
            }
            case "/responses" -> {
                return route(Protocol.RESPONSES, ifPost(post, Operation.GENERATE), whole, version, openai);
            }
            case "/responses/input_tokens" -> {
                return route(Protocol.RESPONSES, ifPost(post, Operation.COUNT_TOKENS), whole, version, openai);
            }
            case "/embeddings" -> {
                return route(Protocol.CHAT, ifPost(post, Operation.EMBEDDINGS), whole, version, openai);
            }
            default -> {}
        }
        // Suffix, not equality: Google and others serve Chat below a path of their own (/v1beta/openai/…).
        if (rest.endsWith("/chat/completions")) {
            return route(Protocol.CHAT, ifPost(post, Operation.GENERATE), whole, version, openai);
        }
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (reads && (rest.equals("/models") || rest.startsWith("/models/"))) {
            return modelRoute(whole, version, rest, headers, prefix, openai);
        }
        return route(protocolOfRest(rest, version, prefix), Operation.OTHER, whole, version, openai);
    }

    private static Route modelRoute(
            String whole, String version, String rest, HttpHeaders headers, @Nullable Protocol prefix, boolean openai) {
        Protocol protocol = prefix != null ? prefix : GeminiPaths.isBeta(version) ? Protocol.GEMINI : byHeader(headers);
        boolean list = rest.equals("/models") || rest.equals("/models/");
        Route.PathModel model = protocol == Protocol.GEMINI && !list ? GeminiPaths.model(whole, whole.length()) : null;
        return new Route(protocol, list ? Operation.MODELS : Operation.MODEL, whole, version, model, false, openai);
    }

    /** {@code GET /v1/models} is one path of three protocols; only the headers tell who asks. */
    private static Protocol byHeader(HttpHeaders headers) {
        if (headers.contains("anthropic-version")) {
            return Protocol.ANTHROPIC;
        }
        if (headers.contains("x-goog-api-key")) {
            return Protocol.GEMINI;
        }
        return headers.contains("x-api-key") ? Protocol.ANTHROPIC : Protocol.CHAT;
    }

    private static @Nullable Protocol protocolOfRest(String rest, String version, @Nullable Protocol prefix) {
        if (isBelow(rest, "/messages") || rest.equals("/complete")) {
            return Protocol.ANTHROPIC;
        }
        if (isBelow(rest, "/responses")) {
            return Protocol.RESPONSES;
        }
        if (rest.equals("/completions") || isBelow(rest, "/chat")) {
            return Protocol.CHAT;
        }
        return prefix == null && GeminiPaths.isBeta(version) ? Protocol.GEMINI : prefix;
    }

    private static Operation ifPost(boolean post, Operation operation) {
        return post ? operation : Operation.OTHER;
    }

    private static Route route(
            @Nullable Protocol protocol, Operation operation, String path, String version, boolean openai) {
        return new Route(protocol, operation, path, version, null, false, openai);
    }
}
