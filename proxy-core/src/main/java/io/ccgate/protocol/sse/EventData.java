package io.ccgate.protocol.sse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The data of one small event as a tree: only the few events before the first content are read in this way. */
public final class EventData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventData() {}

    /** Null when the data is no JSON object; an array's first element stands for the array, as Gemini writes errors. */
    public static @Nullable JsonNode object(byte[] data) {
        try {
            JsonNode node = JSON.readTree(data);
            if (node != null && node.isArray()) {
                node = node.get(0);
            }
            return node != null && node.isObject() ? node : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** The text of a member; empty when it is missing or null. */
    public static String text(@Nullable JsonNode object, String member) {
        JsonNode value = object == null ? null : object.get(member);
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** Whether a value says nothing: missing, null, or an empty text, array or object. */
    public static boolean saysNothing(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }
}
