package io.ccgate.admin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.mask.Mask;
import io.ccgate.config.tree.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A change of a part of a file as RFC 7396 means it: members that are given replace those that are there, {@code null} takes one
 * away, and objects are changed inside. A value that is shown masked and comes back so has not changed. Pure.
 */
public final class EntryPatch {
    private final SeenFile seen;
    private final List<Edit> edits = new ArrayList<>();

    private EntryPatch(SeenFile seen) {
        this.seen = seen;
    }

    /**
     * The smallest edits that make the change.
     *
     * @param pointer where the changed object stands, or would stand
     */
    public static List<Edit> edits(SeenFile seen, String pointer, ObjectNode patch) {
        EntryPatch entry = new EntryPatch(seen);
        entry.merge(pointer, patch);
        return entry.edits;
    }

    private void merge(String pointer, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String at = pointer + '/' + Pointer.escape(field.getKey());
            JsonNode before = seen.tree().at(at);
            JsonNode value = field.getValue();
            if (value.isNull()) {
                if (!before.isMissingNode()) {
                    edits.add(new Edit.Remove(at));
                }
            } else if (value instanceof ObjectNode inner && before instanceof ObjectNode old && !old.isEmpty()) {
                merge(at, inner);
            } else if (!value.equals(seen.masked().at(at)) && !same(value, before)) {
                JsonNode whole = unmasked(value, at);
                refuseMasks(whole, at);
                edits.add(new Edit.Set(at, whole.toString()));
            }
        }
    }

    /** A list is given whole: the masks in it stand for the secrets that were shown so, if that is clear. */
    private JsonNode unmasked(JsonNode value, String at) {
        Map<String, Set<String>> secrets = new HashMap<>();
        collect(seen.masked().at(at), seen.tree().at(at), secrets);
        return secrets.isEmpty() ? value : replaced(value, secrets);
    }

    private static void collect(JsonNode masked, JsonNode whole, Map<String, Set<String>> secrets) {
        if (masked.isTextual() && Mask.isMask(masked.textValue())) {
            secrets.computeIfAbsent(masked.textValue(), mask -> new HashSet<>()).add(whole.asText());
        }
        masked.fieldNames().forEachRemaining(name -> collect(masked.path(name), whole.path(name), secrets));
        for (int i = 0; masked.isArray() && i < masked.size(); i++) {
            collect(masked.path(i), whole.path(i), secrets);
        }
    }

    private static JsonNode replaced(JsonNode value, Map<String, Set<String>> secrets) {
        if (value.isTextual()) {
            Set<String> meant = secrets.getOrDefault(value.textValue(), Set.of());
            return meant.size() == 1
                    ? JsonNodeFactory.instance.textNode(meant.iterator().next())
                    : value;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(replaced(item, secrets)));
            return copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), secrets)));
            return copy;
        }
        return value;
    }

    private static boolean same(JsonNode value, JsonNode before) {
        return value.equals(before)
                || (value.isNumber()
                        && before.isNumber()
                        && value.decimalValue().compareTo(before.decimalValue()) == 0);
    }

    /** @throws AdminProblem when a mask stands where a secret should */
    public static void refuseMasks(JsonNode value, String pointer) {
        if (value.isTextual() && Mask.isMask(value.textValue())) {
            throw AdminProblem.invalid(
                    pointer, "this is a masked value", "send the whole value, or leave the field out to keep it");
        }
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> refuseMasks(field.getValue(), pointer + '/' + Pointer.escape(field.getKey())));
        } else {
            for (int i = 0; i < value.size(); i++) {
                refuseMasks(value.path(i), pointer + '/' + i);
            }
        }
    }
}
