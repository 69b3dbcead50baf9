package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.check.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of a request, read field by field; what is wrong becomes an {@link AdminProblem} that names the field. A member that is
 * {@code null} counts as absent, but {@link #isNull} tells it.
 */
public final class JsonObject {
    private final ObjectNode node;
    private final String pointer;

    private JsonObject(ObjectNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    /**
     * @param pointer where the object stands in the body; empty for the body itself
     * @param known all members it may have; none: any
     * @throws AdminProblem when it is no object or has a member of another name
     */
    public static JsonObject of(JsonNode node, String pointer, List<String> known) {
        if (!(node instanceof ObjectNode object)) {
            throw AdminProblem.invalid(pointer, "expected an object", "send { … }");
        }
        if (!known.isEmpty()) {
            object.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw AdminProblem.invalid(
                            pointer + '/' + name,
                            "unknown field \"" + name + '"',
                            Nearest.to(name, known)
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("known here: " + String.join(", ", known)));
                }
            });
        }
        return new JsonObject(object, pointer);
    }

    /** The object itself; not to be changed. */
    public ObjectNode node() {
        return node;
    }

    public boolean has(String name) {
        return node.has(name) && !node.path(name).isNull();
    }

    /** Whether it is there as {@code null}, which for a change means: take it away. */
    public boolean isNull(String name) {
        return node.has(name) && node.path(name).isNull();
    }

    /** A text of {@code least} to {@code most} characters. */
    public Optional<String> findText(String name, int least, int most) {
        return find(name).map(value -> {
            if (!value.isTextual()) {
                throw wrong(name, "expected a text", "send a text in double quotes");
            }
            String text = value.textValue();
            if (text.length() < least || text.length() > most || (least > 0 && text.isBlank())) {
                throw wrong(
                        name,
                        text.isBlank() ? "must not be empty" : "has " + text.length() + " characters",
                        "send " + least + " to " + most + " characters");
            }
            return text;
        });
    }

    public String text(String name, int least, int most) {
        return findText(name, least, most).orElseThrow(() -> missing(name));
    }

    public Optional<Boolean> findFlag(String name) {
        return find(name).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(name, "expected true or false", "send true or false, without quotes");
            }
            return value.booleanValue();
        });
    }

    public Optional<Long> findWhole(String name, long least, long most) {
        return find(name).map(value -> {
            boolean whole = value.isNumber()
                    && value.decimalValue().stripTrailingZeros().scale() <= 0
                    && value.decimalValue().precision() - value.decimalValue().scale() < 20
                    && value.canConvertToLong();
            if (!whole || value.longValue() < least || value.longValue() > most) {
                throw wrong(name, "expected a whole number", "send a number from " + least + " to " + most);
            }
            return value.longValue();
        });
    }

    public long whole(String name, long least, long most) {
        return findWhole(name, least, most).orElseThrow(() -> missing(name));
    }

    /** A number that is not negative. */
    public Optional<BigDecimal> findDecimal(String name) {
        return find(name).map(value -> {
            if (!value.isNumber() || value.decimalValue().signum() < 0) {
                throw wrong(name, "expected a number that is not negative", "send a number without quotes");
            }
            return value.decimalValue();
        });
    }

    /** One of the values. */
    public Optional<String> findChoice(String name, List<String> values) {
        return find(name).map(value -> {
            if (!value.isTextual() || !values.contains(value.textValue())) {
                throw wrong(name, "unknown choice", "use one of " + String.join(", ", values));
            }
            return value.textValue();
        });
    }

    /** @param known members it may have; none: any */
    public Optional<JsonObject> findObject(String name, String... known) {
        return find(name).map(value -> of(value, pointer + '/' + name, List.of(known)));
    }

    /**
     * A list of objects.
     *
     * @param known members each may have; none: any
     */
    public Optional<List<JsonObject>> findObjects(String name, int most, String... known) {
        return find(name).map(value -> {
            List<JsonObject> objects = new ArrayList<>();
            for (JsonNode item : list(name, value, most)) {
                objects.add(of(item, pointer + '/' + name + '/' + objects.size(), List.of(known)));
            }
            return objects;
        });
    }

    /** A list of texts. */
    public Optional<List<String>> findTexts(String name, int most) {
        return find(name).map(value -> {
            List<String> texts = new ArrayList<>();
            for (JsonNode item : list(name, value, most)) {
                if (!item.isTextual()) {
                    throw wrong(name + '/' + texts.size(), "expected a text", "send a list of texts");
                }
                texts.add(item.textValue());
            }
            return texts;
        });
    }

    /** Any JSON. */
    public Optional<JsonNode> find(String name) {
        return has(name) ? Optional.of(node.path(name)) : Optional.empty();
    }

    /** A problem with one of the fields. */
    public AdminProblem wrong(String name, String problem, String remedy) {
        return AdminProblem.invalid(pointer + '/' + name, problem, remedy);
    }

    public AdminProblem missing(String name) {
        return wrong(name, "\"" + name + "\" is missing", "send it");
    }

    private ArrayNode list(String name, JsonNode value, int most) {
        if (!(value instanceof ArrayNode array)) {
            throw wrong(name, "expected a list", "send [ … ]");
        }
        if (array.size() > most) {
            throw wrong(name, "has " + array.size() + " entries", "send " + most + " at most");
        }
        return array;
    }
}
