package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a value that fits a JSON Schema: objects, arrays, enums, constants, local references, bounds. Type names in any
 * case, since Gemini writes them in capitals.
 */
final class SchemaSample {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_ITEMS = 100;

    private final JsonNode root;
    private final String subject;

    private SchemaSample(JsonNode root, String subject) {
        this.root = root;
        this.subject = subject;
    }

    /**
     * A value for {@code schema}.
     *
     * @param subject a few words that texts in it may use
     */
    static JsonNode of(JsonNode schema, String subject) {
        return new SchemaSample(schema, subject).value(schema, "value", 0);
    }

    private JsonNode value(JsonNode schema, String name, int depth) {
        if (depth > MAX_DEPTH) {
            return NullNode.getInstance();
        }
        if (schema.has("$ref")) {
            String pointer = schema.path("$ref").asText();
            return value(pointer.startsWith("#/") ? root.at(pointer.substring(1)) : root, name, depth + 1);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).size() > 0) {
                return value(schema.path(choice).get(0), name, depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> LongNode.valueOf(Math.round(number(schema)));
            case "number" -> DoubleNode.valueOf(number(schema));
            case "boolean" -> BooleanNode.TRUE;
            case "null" -> NullNode.getInstance();
            default -> text(schema, name);
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asText().equals("null")) {
                    return one.asText().toLowerCase(Locale.ROOT);
                }
            }
        }
        if (type.isTextual()) {
            return type.asText().toLowerCase(Locale.ROOT);
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.object();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            object.set(property.getKey(), value(property.getValue(), property.getKey(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = Json.array();
        int fewest = Math.max(1, schema.path("minItems").asInt(1));
        int count = Math.min(MAX_ITEMS, Math.min(schema.path("maxItems").asInt(MAX_ITEMS), fewest));
        for (int i = 0; i < count; i++) {
            array.add(value(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private static double number(JsonNode schema) {
        double low =
                schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(-1e9) + 1);
        double high =
                schema.path("maximum").asDouble(schema.path("exclusiveMaximum").asDouble(1e9) - 1);
        return Math.min(high, Math.max(low, 42));
    }

    private JsonNode text(JsonNode schema, String name) {
        String text = switch (schema.path("format").asText()) {
            case "date-time" -> "2026-01-01T12:00:00Z";
            case "date" -> "2026-01-01";
            case "time" -> "12:00:00Z";
            case "email" -> "someone@example.com";
            case "uri" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000001";
            default -> name.equals("title") ? capital(subject) : "A demo " + name.replace('_', ' ') + ".";
        };
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        StringBuilder padded = new StringBuilder(text);
        while (padded.length() < schema.path("minLength").asInt(0)) {
            padded.append(" demo");
        }
        return TextNode.valueOf(padded.substring(0, Math.min(longest, padded.length())));
    }

    private static String capital(String words) {
        return words.isEmpty() ? "A short talk" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
