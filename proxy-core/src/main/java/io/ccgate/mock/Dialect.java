package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One wire protocol: how it asks, answers and fails. Implementations keep no state. */
interface Dialect {
    /**
     * Reads a request.
     *
     * @param path path of the request, without query
     * @param query query of the request, possibly empty
     * @param bytes size of the body
     */
    Ask read(String path, String query, JsonNode body, int bytes);

    /** The name of the protocol, as {@link Knob#PROTOCOL} takes it. */
    String protocol();

    /** The answer as one JSON body. */
    JsonNode json(Ask ask, Reply reply);

    /** The answer as pieces of a stream, each a whole event with its blank line. */
    List<String> events(Ask ask, Reply reply);

    /** An error body. */
    JsonNode error(int status, String message);

    /**
     * An error inside a stream.
     *
     * @param first nothing was sent before it
     */
    String errorEvent(int status, String message, boolean first);

    /** Content type of a stream. */
    default String streamType(Ask ask) {
        return "text/event-stream; charset=utf-8";
    }

    /** Header that carries the request's id in an answer. */
    String idHeader();

    /** Tokens of a text or a body of that many characters: close enough for a demo. */
    static int tokens(int characters) {
        return Math.max(1, (characters + 3) / 4);
    }
}
