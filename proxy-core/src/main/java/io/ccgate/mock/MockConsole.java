package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The demo upstream's own HTTP API, for scripts: {@code GET /mock/requests}, {@code GET /mock/counters}, {@code GET} and
 * {@code POST /mock/faults}. Faults are a JSON object of {@linkplain Knob knobs}; {@code "times": N} limits them to the
 * next N POST requests; an empty object takes all away.
 */
final class MockConsole {
    private final MockState state;

    MockConsole(MockState state) {
        this.state = state;
    }

    boolean serves(RecordedRequest request) {
        return request.uri().startsWith("/mock/");
    }

    Answer answer(RecordedRequest request) {
        return switch (request.method() + " " + MockRoutes.path(request)) {
            case "GET /mock/requests" -> json(requests());
            case "DELETE /mock/requests" -> {
                state.forget();
                yield json(requests());
            }
            case "GET /mock/counters" -> json(Json.MAPPER.valueToTree(state.counters()));
            case "GET /mock/faults" -> json(faults());
            case "POST /mock/faults" -> setFaults(Json.read(request.body()));
            default -> problem(404, "here: /mock/requests, /mock/counters, /mock/faults");
        };
    }

    private Answer setFaults(JsonNode body) {
        if (!(body instanceof ObjectNode wanted)) {
            return problem(400, "the body must be a JSON object of knobs");
        }
        JsonNode times = wanted.remove("times");
        try {
            MockFaults faults = MockFaults.ofJson(wanted);
            if (times == null) {
                state.faults(faults);
            } else {
                state.faults(faults, times.asInt());
            }
            return json(faults());
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode faults() {
        return Json.object().put("faults", state.faultsInForce().toString());
    }

    private ArrayNode requests() {
        ArrayNode list = Json.array();
        for (RecordedRequest request : state.recorded()) {
            ObjectNode one = Json.object().put("method", request.method()).put("uri", request.uri());
            ArrayNode headers = one.putArray("headers");
            request.headers()
                    .forEach(header ->
                            headers.add(Json.array().add(header.getKey()).add(header.getValue())));
            JsonNode body = Json.read(request.body());
            one.set("body", body.isMissingNode() ? Json.MAPPER.valueToTree(request.text()) : body);
            list.add(one);
        }
        return list;
    }

    private static Answer json(JsonNode body) {
        return Answer.json(200, Json.write(body), Map.of());
    }

    private static Answer problem(int status, String message) {
        return Answer.json(status, Json.write(Json.object().put("error", message)), Map.of());
    }
}
