package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.wire.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON Schemas as Anthropic takes them. The given trees are never changed. */
final class AnthropicSchemas {
    private static final List<String> COMBINATORS = List.of("anyOf", "oneOf", "allOf");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");
    private static final Set<String> UNSUPPORTED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "maxItems",
            "uniqueItems",
            "default",
            "examples");

    private AnthropicSchemas() {}

    /** A tool's schema: an object at its root, and no combinator there. Nothing deeper is touched. */
    static ObjectNode forTool(@Nullable JsonNode schema) {
        ObjectNode out = schema instanceof ObjectNode given ? given.deepCopy() : Json.object();
        out.remove("$schema");
        out.put("type", "object");
        if (COMBINATORS.stream().anyMatch(out::has)) {
            flatten(out);
        }
        if (out.size() == 1) {
            out.putObject("properties");
        }
        return out;
    }

    private static void flatten(ObjectNode root) {
        boolean own = root.has("properties");
        ObjectNode properties = Json.object();
        Set<String> required = null;
        for (String combinator : COMBINATORS) {
            JsonNode branches = root.remove(combinator);
            if (branches == null || own) {
                continue;
            }
            for (JsonNode branch : branches) {
                if (!(branch.get("properties") instanceof ObjectNode members)) {
                    continue;
                }
                properties.setAll(members);
                Set<String> names = new LinkedHashSet<>();
                Json.list(branch, "required").forEach(name -> names.add(name.asText()));
                if (required == null) {
                    required = names;
                } else if (combinator.equals("allOf")) {
                    required.addAll(names);
                } else {
                    required.retainAll(names);
                }
            }
        }
        if (!own) {
            root.set("properties", properties);
            if (required != null && !required.isEmpty()) {
                ArrayNode list = root.putArray("required");
                required.forEach(list::add);
            }
        }
    }

    /**
     * The schema of structured output, cleaned as Anthropic's own SDK does it: what the API cannot enforce is told to
     * the model in the description instead.
     */
    static JsonNode forOutput(JsonNode schema) {
        if (schema.isArray()) {
            ArrayNode out = Json.array();
            schema.forEach(element -> out.add(forOutput(element)));
            return out;
        }
        if (!(schema instanceof ObjectNode given)) {
            return schema;
        }
        ObjectNode out = Json.object();
        StringBuilder told = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.equals("$schema")) {
                continue;
            }
            if (!supported(name, value)) {
                told.append(told.isEmpty() ? "{" : ", ")
                        .append(name)
                        .append(": ")
                        .append(Json.text(value));
                continue;
            }
            switch (name) {
                case "properties", "$defs", "definitions" -> {
                    ObjectNode members = out.putObject(name);
                    value.properties().forEach(member -> members.set(member.getKey(), forOutput(member.getValue())));
                }
                case "oneOf" -> out.set("anyOf", forOutput(value));
                case "anyOf", "allOf", "items", "prefixItems", "not" -> out.set(name, forOutput(value));
                default -> out.set(name, value);
            }
        }
        boolean object = out.path("type").asText().equals("object") || out.has("properties");
        if (object) {
            out.put("additionalProperties", false);
        }
        if (!told.isEmpty()) {
            String description = Json.string(out, "description", "");
            out.put("description", (description.isEmpty() ? "" : description + "\n\n") + told + "}");
        }
        return out;
    }

    private static boolean supported(String name, JsonNode value) {
        if (name.equals("minItems")) {
            return value.asInt() <= 1;
        }
        if (name.equals("format")) {
            return FORMATS.contains(value.asText());
        }
        // A property may bear the name of a keyword; then its value is a schema, and it stands under "properties".
        return !UNSUPPORTED.contains(name);
    }
}
