package io.ccgate.admin.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.config.edit.ConfigEditor;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.mask.MaskedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request proposes: whole files ({@code files}: text by file name, as they were shown, masks included), or single edits
 * ({@code edits}: file, op, pointer, value).
 *
 * @param contents new contents by file name, secrets in place; an empty one removes the file
 */
record Proposal(Map<String, byte[]> contents) {
    private static final int MOST_EDITS = 1_000;
    private static final List<String> OPERATIONS = List.of("set", "remove", "insert", "move");

    static Proposal of(AdminRequest request, ConfigChanges changes) throws IOException {
        JsonObject body = request.json("files", "edits");
        Optional<JsonObject> files = body.findObject("files");
        Optional<List<JsonObject>> edits =
                body.findObjects("edits", MOST_EDITS, "file", "op", "pointer", "value", "to");
        if (files.isPresent() == edits.isPresent()) {
            throw files.isPresent()
                    ? body.wrong("files", "stands beside \"edits\"", "send one of them")
                    : body.missing("files");
        }
        return new Proposal(
                files.isPresent() ? files(files.get(), changes.editor()) : edits(edits.orElseThrow(), changes));
    }

    private static Map<String, byte[]> files(JsonObject files, ConfigEditor editor) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : files.node().properties()) {
            ConfigFile file = Arrays.stream(ConfigFile.values())
                    .filter(known -> editor.nameOf(known).equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> files.wrong(
                            entry.getKey(),
                            "there is no such configuration file",
                            "use the names of GET /admin/v1/config"));
            if (!entry.getValue().isTextual()) {
                throw files.wrong(entry.getKey(), "expected the file's text", "send a text in double quotes");
            }
            try {
                String text = MaskedText.restored(
                        file,
                        entry.getKey(),
                        entry.getValue().textValue(),
                        editor.text(file).orElse(""));
                contents.put(entry.getKey(), text.getBytes(StandardCharsets.UTF_8));
            } catch (MaskedText.Unknown unknown) {
                throw files.wrong(
                        entry.getKey(),
                        "a masked value stands at " + unknown.pointer() + " that no secret of the file has",
                        "write the whole value there");
            }
        }
        return contents;
    }

    private static Map<String, byte[]> edits(List<JsonObject> asked, ConfigChanges changes) throws IOException {
        Map<ConfigFile, List<Edit>> edits = new EnumMap<>(ConfigFile.class);
        for (JsonObject one : asked) {
            String id = one.text("file", 1, 50);
            ConfigFile file = Arrays.stream(ConfigFile.values())
                    .filter(known -> known.id().equals(id)
                            || changes.editor().nameOf(known).equals(id))
                    .findFirst()
                    .orElseThrow(() -> one.wrong("file", "there is no such configuration file", "use its id"));
            edits.computeIfAbsent(file, unused -> new ArrayList<>()).add(edit(one));
        }
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Map.Entry<ConfigFile, List<Edit>> entry : edits.entrySet()) {
            SeenFile before = changes.see(entry.getKey()).begun();
            contents.put(before.name(), changes.preview(before, entry.getValue()));
        }
        return contents;
    }

    private static Edit edit(JsonObject one) {
        String operation = one.findChoice("op", OPERATIONS).orElseThrow(() -> one.missing("op"));
        String pointer = one.text("pointer", 0, 1_000);
        JsonNode value = one.node().path("value");
        if (!value.isMissingNode()) {
            EntryPatch.refuseMasks(value, pointer);
        } else if (operation.equals("set") || operation.equals("insert")) {
            throw one.missing("value");
        }
        return switch (operation) {
            case "set" -> new Edit.Set(pointer, value.toString());
            case "insert" -> new Edit.Insert(pointer, value.toString());
            case "move" -> new Edit.Move(pointer, (int) one.whole("to", 0, 100_000));
            default -> new Edit.Remove(pointer);
        };
    }
}
