package io.ccgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Whether an answer is as the description of the API says: as much of JSON Schema as the description uses. */
final class Described {
    private Described() {}

    /** @param wrong gets a line for each difference */
    static void compare(String at, JsonNode schema, JsonNode value, List<String> wrong) {
        JsonNode type = schema.path("type");
        if (!type.isMissingNode() && !isOf(type, value)) {
            wrong.add(at + " is no " + type + ": " + value);
            return;
        }
        if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
            wrong.add(at + " is none of " + schema.path("enum") + ": " + value);
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                wrong.add(at + " lacks " + required.asText());
            }
        }
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String place = at + '/' + member.getKey();
            if (properties.has(member.getKey())) {
                compare(place, properties.path(member.getKey()), member.getValue(), wrong);
            } else if (others.isObject()) {
                compare(place, others, member.getValue(), wrong);
            } else if (others.isBoolean() && !others.booleanValue()) {
                wrong.add(place + " is not described");
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            compare(at + '/' + i, schema.path("items"), value.path(i), wrong);
        }
    }

    private static boolean isOf(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (isOf(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
