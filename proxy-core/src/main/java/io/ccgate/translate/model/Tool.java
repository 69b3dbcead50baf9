package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the client runs itself.
 *
 * @param name unique within the request; a namespaced tool is {@code namespace__name}
 * @param schema of its arguments; null when the client gave none, or for a freeform tool
 * @param freeform takes free text instead of JSON arguments
 * @param grammar what the free text must look like, as OpenAI spells it
 * @param cache a prompt cache is to be written up to here
 */
public record Tool(
        String name,
        @Nullable String description,
        @Nullable JsonNode schema,
        boolean strict,
        boolean freeform,
        @Nullable JsonNode grammar,
        @Nullable JsonNode cache,
        String at) {

    /** The one member that free text travels in where only JSON arguments exist. */
    public static final String INPUT = "input";

    /** The schema to show a target without freeform tools. */
    public @Nullable JsonNode jsonSchema() {
        if (!freeform) {
            return schema;
        }
        ObjectNode wrapper = Json.object().put("type", "object");
        wrapper.putObject("properties").putObject(INPUT).put("type", "string");
        wrapper.putArray("required").add(INPUT);
        return wrapper;
    }

    /** The description, with the grammar told in words where it cannot be sent. */
    public @Nullable String describedGrammar() {
        String definition = Json.string(grammar, "definition");
        if (definition == null) {
            return description;
        }
        String rule = "The input must match this " + Json.string(grammar, "syntax", "") + " grammar:\n" + definition;
        return description == null || description.isEmpty() ? rule : description + "\n\n" + rule;
    }
}
