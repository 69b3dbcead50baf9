package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ccgate.translate.wire.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gemini's OpenAPI schemas as JSON Schema. Upper-case types also occur where plain JSON Schema is promised. */
final class GeminiSchemas {
    private static final Set<String> TYPES =
            Set.of("STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");
    private static final Set<String> OPEN_API_ONLY =
            Set.of("nullable", "propertyOrdering", "property_ordering", "example");
    private static final Set<String> NUMBERS =
            Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

    private GeminiSchemas() {}

    static JsonNode toJsonSchema(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode out = Json.object();
        boolean nullable = Json.isTrue(object, "nullable");
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (OPEN_API_ONLY.contains(name) || (name.equals("title") && value.isTextual())) {
                continue;
            }
            switch (name) {
                case "type" -> out.set("type", type(value, nullable));
                case "properties", "$defs", "definitions" -> out.set(name, members(value));
                case "anyOf", "any_of" -> out.set("anyOf", elements(value));
                case "oneOf", "allOf", "prefixItems" -> out.set(name, elements(value));
                case "items", "additionalProperties", "not" -> out.set(name, toJsonSchema(value));
                default -> out.set(name, NUMBERS.contains(name) ? number(value) : value);
            }
        }
        return out;
    }

    private static JsonNode type(JsonNode type, boolean nullable) {
        if (type.isArray()) {
            ArrayNode types = Json.array();
            type.forEach(one -> types.add(type(one, false)));
            return types;
        }
        String lower = TYPES.contains(type.asText()) ? type.asText().toLowerCase(Locale.ROOT) : type.asText();
        return nullable ? Json.array().add(lower).add("null") : TextNode.valueOf(lower);
    }

    /** int64 travels as text in proto JSON. */
    private static JsonNode number(JsonNode value) {
        JsonNode parsed = value.isTextual() ? Json.parseOrNull(value.textValue()) : null;
        return parsed == null ? value : parsed;
    }

    private static JsonNode members(JsonNode value) {
        ObjectNode out = Json.object();
        value.properties().forEach(member -> out.set(member.getKey(), toJsonSchema(member.getValue())));
        return out;
    }

    private static ArrayNode elements(JsonNode value) {
        ArrayNode out = Json.array();
        value.forEach(element -> out.add(toJsonSchema(element)));
        return out;
    }
}
