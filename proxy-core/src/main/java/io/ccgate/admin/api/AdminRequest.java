package io.ccgate.admin.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, its body whole. Immutable once made; not shared between threads.
 */
public final class AdminRequest {
    private static final int DEEPEST = 64;

    /** Strict where Jackson is lenient: what two parsers could read differently is refused. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        MAPPER.getFactory().disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    }

    private final String id;
    private final String method;
    private final String path;
    private final String query;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Map<String, String> variables;
    private final Caller caller;
    private final boolean secure;
    private @Nullable Map<String, String> parameters;

    /**
     * @param id of the request, as the answer carries it
     * @param variables values of the path's steps in braces
     * @param secure whether the caller's connection is encrypted
     */
    public AdminRequest(
            String id,
            String method,
            String path,
            String query,
            HttpHeaders headers,
            byte[] body,
            Map<String, String> variables,
            Caller caller,
            boolean secure) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.variables = variables;
        this.caller = caller;
        this.secure = secure;
    }

    public String id() {
        return id;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public Caller caller() {
        return caller;
    }

    public boolean secure() {
        return secure;
    }

    /** Value of a step in braces of the route's template. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + '}');
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** All headers, as they came. */
    public HttpHeaders headers() {
        return headers;
    }

    /** @throws AdminProblem when the query, or {@code If-Match}, is not what the route wants */
    public void check(AdminRoute route) {
        QueryCheck.check(route, query);
        if (route.ifMatch() == AdminRoute.IfMatch.REQUIRED && header("if-match").isEmpty()) {
            throw AdminProblem.ifMatchMissing();
        }
    }

    /** A parameter of the query; empty when it is absent or empty. */
    public Optional<String> query(String name) {
        Map<String, String> known = parameters;
        if (known == null) {
            known = Percent.pairs(query).stream().collect(Collectors.toMap(Percent.Pair::name, Percent.Pair::value));
            parameters = known;
        }
        return Optional.ofNullable(known.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws AdminProblem when it is no whole number of that range */
    public int queryWhole(String name, int least, int most, int otherwise) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw AdminProblem.invalid(name, "not a number in range", "send " + least + " to " + most);
    }

    /** The state the caller saw; empty when the request does not say, or says {@code *}. */
    public Optional<String> ifMatch() {
        return header("if-match")
                .map(String::trim)
                .filter(value -> !value.equals("*"))
                .map(AdminRequest::unquoted);
    }

    private static String unquoted(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
                ? strong.substring(1, strong.length() - 1)
                : strong;
    }

    public byte[] body() {
        return body;
    }

    /**
     * The body as an object.
     *
     * @param known all members it may have; none: any
     */
    public JsonObject json(String... known) {
        return JsonObject.of(tree(), "", List.of(known));
    }

    /**
     * The body as any JSON.
     *
     * @throws AdminProblem when there is none, when it is malformed, or when it does not say that it is JSON
     */
    public JsonNode tree() {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            // Also a defence: a form of another site cannot send this type.
            throw AdminProblem.other(
                    415,
                    "Unsupported media type",
                    "the body is not declared as JSON",
                    "send Content-Type: application/json");
        }
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw AdminProblem.badRequest("the body is empty", "send JSON");
            }
            TextCheck.check(tree);
            return tree;
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw AdminProblem.badRequest("the body is not well-formed JSON" + where, "send well-formed JSON");
        } catch (IOException impossible) {
            throw AdminProblem.badRequest("the body cannot be read", "send well-formed JSON");
        }
    }
}
