package io.ccgate.agents.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.Former;
import io.ccgate.agents.text.KeyPath;
import io.ccgate.agents.wish.Part;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records as JSON and back. */
final class BookPages {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private BookPages() {}

    static ObjectNode write(ScopeRecord scope) {
        ObjectNode out = MAKE.objectNode();
        scope.enabled().ifPresent(enabled -> {
            ObjectNode on = out.putObject("enabled");
            on.put("gateway", enabled.gateway());
            enabled.tenant().ifPresent(tenant -> on.put("tenant", tenant));
            enabled.profile().ifPresent(profile -> on.put("profile", profile));
            on.put("since", enabled.since().toString());
        });
        ObjectNode files = out.putObject("files");
        scope.files().forEach((path, file) -> files.set(path, write(file)));
        return out;
    }

    static ScopeRecord readScope(JsonNode node) {
        Optional<Enabled> enabled = Optional.ofNullable(node.get("enabled"))
                .map(on -> new Enabled(
                        on.path("gateway").asText(),
                        text(on, "tenant"),
                        text(on, "profile"),
                        Instant.parse(on.path("since").asText())));
        Map<String, FileRecord> files = new LinkedHashMap<>();
        node.path("files").properties().forEach(file -> files.put(file.getKey(), readFile(file.getValue())));
        return new ScopeRecord(enabled, files);
    }

    private static ObjectNode write(FileRecord file) {
        ObjectNode out = MAKE.objectNode();
        out.put("existed", file.existed());
        file.original().ifPresent(original -> out.put("original", original));
        out.put("written", file.written());
        file.blank().ifPresent(blank -> out.put("blank", blank));
        ObjectNode owned = out.putObject("owned");
        file.owned().forEach((path, value) -> {
            ObjectNode entry = owned.putObject(path.pointer());
            entry.put("part", value.part().toString());
            entry.put("digest", value.digest());
            value.shown().ifPresent(shown -> entry.set("value", shown));
            value.before().ifPresent(before -> entry.set("before", write(before)));
        });
        file.created().forEach(path -> out.withArray("/created").add(path.pointer()));
        ObjectNode filled = out.putObject("filled");
        file.filled().forEach((path, former) -> filled.set(path.pointer(), write(former)));
        return out;
    }

    private static FileRecord readFile(JsonNode node) {
        FileRecord fresh = FileRecord.fresh(node.path("existed").asBoolean());
        node.path("owned").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            Part part = Part.valueOf(value.path("part").asText().toUpperCase(Locale.ROOT));
            Optional<Former> before = Optional.ofNullable(value.get("before")).map(BookPages::readFormer);
            Optional<JsonNode> shown = Optional.ofNullable(value.get("value"));
            fresh.owned()
                    .put(
                            KeyPath.ofPointer(entry.getKey()),
                            new Owned(part, value.path("digest").asText(), shown, before));
        });
        node.path("created").forEach(path -> fresh.created().add(KeyPath.ofPointer(path.asText())));
        node.path("filled")
                .properties()
                .forEach(entry -> fresh.filled().put(KeyPath.ofPointer(entry.getKey()), readFormer(entry.getValue())));
        return fresh.with(text(node, "original"), node.path("written").asText(), text(node, "blank"));
    }

    private static ObjectNode write(Former former) {
        return MAKE.objectNode().put("text", former.text()).put("lines", former.lines());
    }

    private static Former readFormer(JsonNode node) {
        return new Former(node.path("text").asText(), node.path("lines").asBoolean());
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
