package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which request gets which answer. Paths are matched by their end, since providers put their own prefixes before them.
 */
final class MockRoutes {
    private final Dialect anthropic = new AnthropicDialect();
    private final Dialect gemini = new GeminiDialect();
    private final Dialect chat;
    private final Dialect responses;
    private final SideAnswers sides;
    private final PrebuiltAnswers prebuilt = new PrebuiltAnswers();

    MockRoutes(InstantSource clock) {
        chat = new ChatDialect(clock);
        responses = new ResponsesDialect(clock);
        sides = new SideAnswers(clock);
    }

    /** The protocol that a path belongs to; of shared paths, by header. */
    Dialect dialect(RecordedRequest request) {
        String path = path(request);
        if (path.contains("/messages")) {
            return anthropic;
        }
        if (path.endsWith("/chat/completions") || path.endsWith("/embeddings")) {
            return chat;
        }
        if (path.endsWith("/responses") || path.endsWith("/input_tokens")) {
            return responses;
        }
        if (path.contains("/v1beta")
                || path.contains(":")
                || request.header("x-goog-api-key").isPresent()) {
            return gemini;
        }
        return request.header("anthropic-version").isPresent() ? anthropic : chat;
    }

    static String path(RecordedRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    static String query(RecordedRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? "" : request.uri().substring(query + 1);
    }

    /**
     * The answer to a request.
     *
     * @param body the parsed body; missing if it is empty or not JSON
     */
    Answer answer(RecordedRequest request, JsonNode body, MockFaults faults) {
        String path = path(request);
        Dialect dialect = dialect(request);
        if (path.endsWith("/responses") && request.header("upgrade").isPresent()) {
            return error(dialect, 426, "Use HTTP: this endpoint takes no WebSocket.", faults);
        }
        if (faults.isSet(Knob.STATUS) && faults.errorEvent().isEmpty()) {
            int status = faults.number(Knob.STATUS).orElse(500);
            return error(dialect, status, "The demo upstream was told to answer " + status + ".", faults);
        }
        String only = faults.text(Knob.PROTOCOL).orElse("");
        if (!only.isEmpty() && !dialect.protocol().equals(only)) {
            return error(dialect, 404, "This demo upstream speaks " + only + " only.", faults);
        }
        if (path.endsWith("/health") || path.endsWith("/api/hello")) {
            return Answer.json(200, "{\"status\":\"healthy\"}", Map.of());
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> models(dialect, path, faults);
            case "POST" -> post(request, dialect, path, body, faults);
            default -> error(dialect, 405, request.method() + " is not served here.", faults);
        };
    }

    private Answer models(Dialect dialect, String path, MockFaults faults) {
        int at = path.lastIndexOf("/models");
        if (at < 0) {
            return error(dialect, 404, "There is nothing at " + path + ".", faults);
        }
        String rest = path.substring(at + "/models".length());
        JsonNode answer =
                rest.length() <= 1 ? sides.models(family(dialect)) : sides.model(family(dialect), rest.substring(1));
        return Answer.json(200, Json.write(answer), id(dialect));
    }

    private SideAnswers.Family family(Dialect dialect) {
        return dialect == anthropic
                ? SideAnswers.Family.ANTHROPIC
                : dialect == gemini ? SideAnswers.Family.GEMINI : SideAnswers.Family.OPENAI;
    }

    private Answer post(RecordedRequest request, Dialect dialect, String path, JsonNode body, MockFaults faults) {
        if (faults.flag(Knob.PREBUILT, false)) {
            return prebuilt.answer(dialect, faults);
        }
        if (!body.isObject()) {
            return error(dialect, 400, "The body must be a JSON object.", faults);
        }
        int input = Dialect.tokens(request.body().length);
        String verb = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        return switch (verb) {
            case "messages", "completions", "responses", "generateContent", "streamGenerateContent" ->
                turn(dialect, request, path, body, faults);
            case "count_tokens" -> side(dialect, Json.object().put("input_tokens", input));
            case "input_tokens" ->
                side(
                        dialect,
                        Json.object().put("object", "response.input_tokens").put("input_tokens", input));
            case "countTokens" -> side(dialect, Json.object().put("totalTokens", input));
            case "embeddings" -> side(dialect, sides.embeddings(body, input));
            case "embedContent" -> side(dialect, sides.embedContent(body));
            case "batchEmbedContents" -> side(dialect, sides.batchEmbedContents(body));
            default -> error(dialect, 404, "There is nothing at " + path + ".", faults);
        };
    }

    private static Answer side(Dialect dialect, JsonNode body) {
        return Answer.json(200, Json.write(body), id(dialect));
    }

    private static Answer turn(
            Dialect dialect, RecordedRequest request, String path, JsonNode body, MockFaults faults) {
        Ask ask = dialect.read(path, query(request), body, request.body().length);
        Reply reply = DemoModel.answer(ask, faults);
        if (ask.stream()) {
            List<String> events = dialect.events(ask, reply);
            return Answer.stream(dialect.streamType(ask), events, id(dialect), reply.usage());
        }
        String json = Json.write(dialect.json(ask, reply));
        int missing = faults.number(Knob.SIZE).orElse(0) - json.length();
        if (missing > 0 && !reply.deltas().isEmpty()) {
            reply = DemoModel.padded(ask, reply, missing);
            json = Json.write(dialect.json(ask, reply));
        }
        return Answer.json(200, json, id(dialect)).billed(reply.usage());
    }

    Answer error(Dialect dialect, int status, String message, MockFaults faults) {
        Map<String, String> headers = new LinkedHashMap<>(id(dialect));
        faults.text(Knob.RETRY_AFTER).ifPresent(seconds -> headers.put("retry-after", seconds));
        faults.text(Knob.SHOULD_RETRY)
                .ifPresent(retry -> headers.put("x-should-retry", retry.toLowerCase(Locale.ROOT)));
        return Answer.json(status, Json.write(dialect.error(status, message)), headers);
    }

    private static Map<String, String> id(Dialect dialect) {
        return Map.of(dialect.idHeader(), Ids.of("req_"));
    }
}
