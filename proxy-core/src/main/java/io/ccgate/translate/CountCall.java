package io.ccgate.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A request to an upstream to count the tokens of a client's request.
 *
 * @param body JSON
 * @param path at the upstream
 */
public record CountCall(
        Protocol upstream,
        @SuppressWarnings("ArrayRecordComponent") // handed to the wire once, never compared
        byte[] body,
        String path) {
    private static final List<String> NOT_COUNTED = List.of(
            "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier");

    /** Whether upstreams of that protocol count tokens; for the others there is an estimate. */
    public static boolean isOffered(Protocol upstream) {
        return upstream == Protocol.ANTHROPIC || upstream == Protocol.GEMINI;
    }

    static CountCall of(Protocol upstream, String model, ObjectNode request) {
        if (upstream == Protocol.GEMINI) {
            ObjectNode body = Json.object();
            body.set("generateContentRequest", request.put("model", "models/" + model));
            return new CountCall(upstream, Json.bytes(body), "/v1beta/models/" + model + ":countTokens");
        }
        request.remove(NOT_COUNTED);
        return new CountCall(upstream, Json.bytes(request), "/v1/messages/count_tokens");
    }

    /** The number in the upstream's answer; empty if there is none, for which the estimate stands in. */
    public OptionalLong read(byte[] answer) {
        try {
            JsonNode count = Json.get(Json.parse(answer), upstream == Protocol.GEMINI ? "totalTokens" : "input_tokens");
            return count != null && count.isNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
        } catch (MalformedJsonException e) {
            return OptionalLong.empty();
        }
    }
}
