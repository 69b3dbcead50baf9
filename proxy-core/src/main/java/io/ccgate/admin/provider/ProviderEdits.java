package io.ccgate.admin.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.config.EntryPatch;
import io.ccgate.admin.config.SeenFile;
import io.ccgate.config.edit.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a request about providers means for {@code upstreams.json}. Pure. */
final class ProviderEdits {
    static final String[] FIELDS = {
        "id",
        "cli_type",
        "name",
        "base_url",
        "api_key",
        "enabled",
        "failure_threshold",
        "blacklist_minutes",
        "model_maps",
        "protocol",
        "weight",
        "config"
    };
    private static final List<String> CLI_TYPES = List.of("claude_code", "codex", "gemini");
    private static final int MOST_MAPS = 500;

    private ProviderEdits() {}

    /** The index of a provider's entry. */
    static int index(SeenFile seen, String id) {
        JsonNode upstreams = seen.tree().path("upstreams");
        for (int i = 0; i < upstreams.size(); i++) {
            if (upstreams.path(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        throw AdminProblem.notFound("provider \"" + id + '"');
    }

    /** A new entry at the end. */
    static List<Edit> create(SeenFile seen, JsonObject body, String id) {
        Set<String> ids = new TreeSet<>();
        seen.tree().path("upstreams").forEach(entry -> ids.add(entry.path("id").asText()));
        if (ids.contains(id)) {
            throw AdminProblem.conflict("there is already a provider with the id \"" + id + '"', "take another id");
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("id", id);
        entry.put("name", body.text("name", 1, 100));
        entry.put("url", body.text("base_url", 1, 2_000));
        entry.put("key", body.text("api_key", 0, 4_000));
        fields(body).properties().forEach(field -> entry.set(field.getKey(), field.getValue()));
        if (!entry.has("protocol") && body.has("cli_type")) {
            switch (body.node().path("cli_type").asText()) {
                case "codex" -> entry.put("protocol", "openai-responses");
                case "gemini" -> entry.put("protocol", "gemini");
                default -> {
                    // The default.
                }
            }
        }
        body.findObject("config").ifPresent(config -> entry.setAll(config.node()));
        EntryPatch.refuseMasks(entry, "");
        return seen.tree().path("upstreams") instanceof ArrayNode
                ? List.of(new Edit.Insert("/upstreams/-", entry.toString()))
                : List.of(new Edit.Set("/upstreams", "[" + entry + "]"));
    }

    /** An id made of the name that nobody has yet. */
    static String freeId(SeenFile seen, String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String base = plain.isEmpty() ? "provider" : plain;
        Set<String> ids = new TreeSet<>();
        seen.tree().path("upstreams").forEach(entry -> ids.add(entry.path("id").asText()));
        String id = base;
        for (int i = 2; ids.contains(id); i++) {
            id = base + '-' + i;
        }
        return id;
    }

    /** What is given changes, all else stays. */
    static List<Edit> change(SeenFile seen, String id, JsonObject body) {
        int index = index(seen, id);
        ObjectNode patch = fields(body);
        body.findText("name", 1, 100).ifPresent(name -> patch.put("name", name));
        body.findText("base_url", 1, 2_000).ifPresent(url -> patch.put("url", url));
        body.findText("api_key", 0, 4_000).ifPresent(key -> patch.put("key", key));
        body.findObject("config").ifPresent(config -> patch.setAll(config.node()));
        if (body.has("id") && !body.text("id", 1, 200).equals(id)) {
            throw body.wrong("id", "an id cannot be changed: records and tenants name it", "make another provider");
        }
        return EntryPatch.edits(seen, "/upstreams/" + index, patch);
    }

    /** The file's words for what the request says in CCG Gateway's. */
    private static ObjectNode fields(JsonObject body) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        body.findChoice("cli_type", CLI_TYPES)
                .ifPresent(type -> entry.putArray("agents").add(type));
        body.findFlag("enabled").ifPresent(enabled -> entry.put("enabled", enabled));
        body.findWhole("failure_threshold", 1, 1_000_000)
                .ifPresent(threshold -> entry.put("failureThreshold", threshold));
        body.findWhole("blacklist_minutes", 0, 1_000_000)
                .ifPresent(minutes -> entry.put("blacklistFor", minutes + "m"));
        body.findObjects("model_maps", MOST_MAPS, "id", "source_model", "target_model", "enabled")
                .ifPresent(maps -> entry.set("models", models(maps)));
        body.findText("protocol", 1, 50).ifPresent(protocol -> entry.put("protocol", protocol));
        body.findDecimal("weight").ifPresent(weight -> entry.put("weight", weight));
        return entry;
    }

    private static ObjectNode models(List<JsonObject> maps) {
        ObjectNode models = JsonNodeFactory.instance.objectNode();
        for (JsonObject map : maps) {
            if (!map.findFlag("enabled").orElse(true)) {
                throw map.wrong("enabled", "a rule that is off cannot be kept", "leave it out");
            }
            String source = map.text("source_model", 1, 200);
            if (models.has(source)) {
                throw map.wrong("source_model", "there is already a rule for it", "keep one of them");
            }
            models.put(source, map.text("target_model", 1, 200));
        }
        return models;
    }

    /**
     * Puts the named providers into the places they hold among themselves, in this order.
     *
     * @param ids any of them, each once
     */
    static List<Edit> reorder(SeenFile seen, List<String> ids) {
        List<String> order = new ArrayList<>();
        seen.tree()
                .path("upstreams")
                .forEach(entry -> order.add(entry.path("id").asText()));
        List<String> wanted = new ArrayList<>(order);
        List<Integer> places =
                new ArrayList<>(new TreeSet<>(ids.stream().map(order::indexOf).toList()));
        if (places.size() != ids.size() || places.contains(-1)) {
            Optional<String> unknown =
                    ids.stream().filter(id -> !order.contains(id)).findFirst();
            throw AdminProblem.invalid(
                    "/ids",
                    unknown.map(id -> "there is no provider \"" + id + '"').orElse("an id stands there twice"),
                    "send each id of GET /admin/v1/providers once");
        }
        for (int i = 0; i < places.size(); i++) {
            wanted.set(places.get(i), ids.get(i));
        }
        List<Edit> edits = new ArrayList<>();
        for (int to = 0; to < wanted.size(); to++) {
            int from = order.indexOf(wanted.get(to));
            if (from != to) {
                edits.add(new Edit.Move("/upstreams/" + from, to));
                order.add(to, order.remove(from));
            }
        }
        return edits;
    }
}
