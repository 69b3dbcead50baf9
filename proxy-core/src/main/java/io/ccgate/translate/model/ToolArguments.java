package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.wire.Json;

/** Tool arguments between JSON text and JSON objects. */
public final class ToolArguments {
    /** Holds arguments that were not a JSON object, so that they are not lost. */
    public static final String RAW = "_raw_arguments";

    private ToolArguments() {}

    /** The object that the text is; nothing is an empty one, and what is no object is wrapped. */
    public static ObjectNode object(String text) {
        if (text.isBlank()) {
            return Json.object();
        }
        JsonNode node = Json.parseOrNull(text);
        return node instanceof ObjectNode object ? object : Json.object().put(RAW, text);
    }

    /** The free text within the arguments of a freeform tool. */
    public static String freeform(String arguments) {
        String input = Json.string(object(arguments), Tool.INPUT);
        return input == null ? arguments : input;
    }
}
