package io.ccgate.agents.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.edit.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Copies of files from before each change, the newest ten of every agent, and what it takes to go back to them. */
final class Backups {
    private static final int KEPT = 10;
    private static final String CHANGE = "change.json";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    Backups(Path folder) {
        this.folder = folder;
    }

    /**
     * One file of a change.
     *
     * @param before its bytes; empty: there was none
     * @param after digest of what was written; empty: the file was removed
     */
    record Entry(Path path, Optional<byte[]> before, Optional<Set<PosixFilePermission>> mode, Optional<String> after) {}

    /**
     * A change that can be undone.
     *
     * @param before what the books said before it
     */
    record Change(Path folder, String scope, String operation, Instant at, ScopeRecord before, List<Entry> entries) {}

    /** Makes the folder of a change; its name sorts by time. */
    Path begin(String operation, Instant now) throws IOException {
        Books.makeFolder(folder);
        String name = STAMP.format(now) + '-' + operation;
        Path path = folder.resolve(name);
        for (int i = 1; Files.exists(path); i++) {
            path = folder.resolve(name + '-' + i);
        }
        Books.makeFolder(path);
        return path;
    }

    /** Copies a file as it is before it is written. */
    static void copy(Path change, int index, Optional<byte[]> bytes) throws IOException {
        if (bytes.isPresent()) {
            AtomicFile.write(change.resolve(Integer.toString(index)), bytes.get());
        }
    }

    static Optional<Set<PosixFilePermission>> mode(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix && Files.exists(path) ? Optional.of(Files.getPosixFilePermissions(path)) : Optional.empty();
    }

    /** Completes a change and forgets the oldest ones of its agent. */
    void finish(Change change) throws IOException {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("agent", change.scope());
        out.put("operation", change.operation());
        out.put("at", change.at().toString());
        out.set("before", BookPages.write(change.before()));
        for (Entry entry : change.entries()) {
            ObjectNode file = out.withArray("/files").addObject();
            file.put("path", entry.path().toString());
            file.put("existed", entry.before().isPresent());
            entry.mode().ifPresent(mode -> file.put("mode", PosixFilePermissions.toString(mode)));
            entry.after().ifPresent(after -> file.put("after", after));
        }
        Books.write(change.folder().resolve(CHANGE), out);
        List<Change> all = of(change.scope());
        for (Change old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            remove(old.folder());
        }
    }

    /** The changes of an agent that can be undone, the newest first. */
    List<Change> of(String scope) throws IOException {
        List<Change> changes = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return changes;
        }
        List<Path> paths;
        try (Stream<Path> listed = Files.list(folder)) {
            paths = listed.sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
        for (Path path : paths) {
            if (Files.exists(path.resolve(CHANGE))) {
                JsonNode node = Books.parse(path.resolve(CHANGE));
                if (node.path("agent").asText().equals(scope)) {
                    changes.add(read(path, node));
                }
            }
        }
        return changes;
    }

    private static Change read(Path folder, JsonNode node) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int index = 0;
        for (JsonNode file : node.path("files")) {
            Path copy = folder.resolve(Integer.toString(index++));
            boolean existed = file.path("existed").asBoolean();
            entries.add(new Entry(
                    folder.getFileSystem().getPath(file.path("path").asText()),
                    existed ? Optional.of(Files.readAllBytes(copy)) : Optional.empty(),
                    Optional.ofNullable(file.get("mode")).map(mode -> PosixFilePermissions.fromString(mode.asText())),
                    Optional.ofNullable(file.get("after")).map(JsonNode::asText)));
        }
        return new Change(
                folder,
                node.path("agent").asText(),
                node.path("operation").asText(),
                Instant.parse(node.path("at").asText()),
                BookPages.readScope(node.path("before")),
                entries);
    }

    static void remove(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
