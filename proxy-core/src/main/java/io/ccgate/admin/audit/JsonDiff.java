package io.ccgate.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two trees, leaf by leaf. Entries of lists are told by their {@code id} or {@code name}, so that one more in
 * the middle is one change and a moved one is none but of order. Pure.
 */
public final class JsonDiff {
    private static final int LONGEST = 2_000;

    private final List<Change> changes = new ArrayList<>();

    /**
     * One difference.
     *
     * @param path such as {@code upstreams[main].weight}
     * @param before missing where there was nothing
     * @param after missing where there is nothing
     */
    public record Change(String path, JsonNode before, JsonNode after) {
        public ObjectNode json() {
            ObjectNode node = JsonNodeFactory.instance.objectNode().put("path", path);
            node.set("before", shown(before));
            node.set("after", shown(after));
            return node;
        }

        private static JsonNode shown(JsonNode value) {
            if (value.isMissingNode()) {
                return JsonNodeFactory.instance.nullNode();
            }
            String text = value.toString();
            return text.length() <= LONGEST
                    ? value
                    : JsonNodeFactory.instance.textNode(text.substring(0, LONGEST) + "…");
        }
    }

    private JsonDiff() {}

    public static List<Change> of(JsonNode before, JsonNode after) {
        JsonDiff diff = new JsonDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.changes);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode old && after instanceof ObjectNode young) {
            Set<String> names = new LinkedHashSet<>();
            old.fieldNames().forEachRemaining(names::add);
            young.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(path.isEmpty() ? name : path + '.' + name, old.path(name), young.path(name));
            }
        } else if (before instanceof ArrayNode old && after instanceof ArrayNode young) {
            lists(path, old, young);
        } else {
            changes.add(new Change(path, before, after));
        }
    }

    private void lists(String path, ArrayNode before, ArrayNode after) {
        Map<String, JsonNode> old = named(before);
        Map<String, JsonNode> young = named(after);
        if (old.size() != before.size() || young.size() != after.size()) {
            changes.add(new Change(path, before, after));
            return;
        }
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(young.keySet());
        for (String name : names) {
            compare(
                    path + '[' + name + ']',
                    old.getOrDefault(name, MissingNode.getInstance()),
                    young.getOrDefault(name, MissingNode.getInstance()));
        }
        List<String> kept = old.keySet().stream().filter(young::containsKey).toList();
        List<String> now = young.keySet().stream().filter(old::containsKey).toList();
        if (!kept.equals(now)) {
            changes.add(new Change(path, names(old.keySet()), names(young.keySet())));
        }
    }

    private static Map<String, JsonNode> named(ArrayNode array) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        for (JsonNode item : array) {
            JsonNode id = item.path("id").isTextual() ? item.path("id") : item.path("name");
            if (id.isTextual()) {
                named.put(id.textValue(), item);
            }
        }
        return named;
    }

    private static ArrayNode names(Set<String> names) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        names.forEach(array::add);
        return array;
    }
}
