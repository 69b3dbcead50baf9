package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a handler answers. */
public sealed interface AdminAnswer {

    /**
     * Everything at once.
     *
     * @param headers beyond type and length
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, written once
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers) implements AdminAnswer {
        /** With one more header. */
        public Whole with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Whole(status, contentType, body, more);
        }

        /** With the state of what is shown, for {@code If-Match}. */
        public Whole etag(String tag) {
            return with("etag", '"' + tag + '"');
        }
    }

    /** Server-sent events, for as long as the caller stays. */
    record Events(EventSource source) implements AdminAnswer {}

    static Whole json(JsonNode json) {
        return json(200, json);
    }

    static Whole json(int status, JsonNode json) {
        return new Whole(status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** {@code {"message": …}}. */
    static Whole message(String text) {
        return json(JsonNodeFactory.instance.objectNode().put("message", text));
    }

    /** A file to keep, such as CSV. */
    static Whole download(String contentType, String fileName, byte[] body) {
        return new Whole(200, contentType, body, Map.of())
                .with("content-disposition", "attachment; filename=\"" + fileName + '"');
    }

    static Whole problem(AdminProblem problem) {
        Whole answer = new Whole(
                problem.status(),
                "application/problem+json",
                problem.json().toString().getBytes(StandardCharsets.UTF_8),
                Map.of());
        return problem.retryAfterSeconds() > 0
                ? answer.with("retry-after", Integer.toString(problem.retryAfterSeconds()))
                : answer;
    }

    static Events events(EventSource source) {
        return new Events(source);
    }
}
