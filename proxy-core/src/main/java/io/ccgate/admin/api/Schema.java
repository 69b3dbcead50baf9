package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a piece of JSON looks like, as JSON Schema 2020-12, for the description of the API. Immutable: every method returns another
 * one.
 */
public final class Schema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode node;

    private Schema(ObjectNode node) {
        this.node = node;
    }

    /** A copy that may be changed. */
    public ObjectNode json() {
        return node.deepCopy();
    }

    public static Schema text() {
        return typed("string");
    }

    /** @param values all there are */
    public static Schema oneOf(String... values) {
        Schema schema = typed("string");
        ArrayNode array = schema.node.putArray("enum");
        for (String value : values) {
            array.add(value);
        }
        return schema;
    }

    public static Schema flag() {
        return typed("boolean");
    }

    public static Schema whole() {
        return typed("integer");
    }

    public static Schema whole(long least, long most) {
        Schema schema = typed("integer");
        schema.node.put("minimum", least).put("maximum", most);
        return schema;
    }

    public static Schema number() {
        return typed("number");
    }

    /** An instant as ISO 8601 writes it. */
    public static Schema instant() {
        Schema schema = typed("string");
        schema.node.put("format", "date-time");
        return schema;
    }

    /** A UTC day such as {@code 2026-01-31}. */
    public static Schema day() {
        Schema schema = typed("string");
        schema.node.put("format", "date");
        return schema;
    }

    public static Schema anything() {
        return new Schema(JSON.objectNode());
    }

    /** An object whose keys are not fixed. */
    public static Schema map(Schema values) {
        Schema schema = typed("object");
        schema.node.set("additionalProperties", values.json());
        return schema;
    }

    /** An object; it has the members that follow and no others. */
    public static Schema object() {
        Schema schema = typed("object");
        schema.node.putObject("properties");
        schema.node.put("additionalProperties", false);
        return schema;
    }

    public static Schema list(Schema items) {
        Schema schema = typed("array");
        schema.node.set("items", items.json());
        return schema;
    }

    /** {@code {"message": …}}: how changes are confirmed. */
    public static Schema message() {
        return object().with("message", text());
    }

    /** With a member that is always there. */
    public Schema with(String name, Schema member) {
        Schema more = optional(name, member);
        ArrayNode required =
                more.node.path("required") instanceof ArrayNode known ? known : more.node.putArray("required");
        required.add(name);
        return more;
    }

    /** With a member that may be absent. */
    public Schema optional(String name, Schema member) {
        Schema more = new Schema(json());
        if (!(more.node.path("properties") instanceof ObjectNode properties)) {
            throw new IllegalStateException("not an object");
        }
        properties.set(name, member.json());
        return more;
    }

    /** The same, or null. */
    public Schema orNull() {
        Schema more = new Schema(json());
        String type = more.node.path("type").asText();
        more.node.putArray("type").add(type).add("null");
        return more;
    }

    /** The same, explained. */
    public Schema described(String description) {
        Schema more = new Schema(json());
        more.node.put("description", description);
        return more;
    }

    private static Schema typed(String type) {
        return new Schema(JSON.objectNode().put("type", type));
    }
}
