package io.ccgate.observe.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event as a line of JSON and back. A class of its own, so that a starting gateway does not load a JSON library for it. */
final class EventLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventLines() {}

    static String of(SystemEvent event) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("time", event.at().toString());
        node.put("created_at", event.at().getEpochSecond());
        node.put("level", event.level().name().toLowerCase(Locale.ROOT));
        node.put("event_type", event.type());
        if (event.provider() != null) {
            node.put("provider_name", event.provider());
        }
        node.put("message", event.message());
        if (!event.details().isEmpty()) {
            event.details().forEach(node.putObject("details")::put);
        }
        return node.toString();
    }

    /** Null for a torn line. */
    static @Nullable ObjectNode parse(byte[] line) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(line);
            return node instanceof ObjectNode event ? event : null;
        } catch (JsonProcessingException torn) {
            return null;
        }
    }
}
