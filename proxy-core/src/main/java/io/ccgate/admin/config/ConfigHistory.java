package io.ccgate.admin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.edit.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last twenty versions of the configuration files that were in force, whoever wrote them, in {@code config-history/} of the data
 * folder. Secrets are in them as they are in the files, so only the owner may read them. Any thread but an event loop.
 */
public final class ConfigHistory {
    private static final int KEPT = 20;
    private static final String ABOUT = "version.json";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final InstantSource clock;
    private String who = "";
    private String why = "";

    /**
     * One version.
     *
     * @param number counts up
     * @param hash digest of the files
     * @param who changed them; empty when it was done by hand
     * @param why what was done; empty likewise
     */
    public record Version(int number, Instant at, String hash, String who, String why) {
        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("number", number)
                    .put("at", at.toString())
                    .put("hash", hash)
                    .put("who", who)
                    .put("why", why);
        }
    }

    /** @param dataFolder holds {@code config-history/}; made with the first version */
    public ConfigHistory(Path dataFolder, InstantSource clock) {
        this.folder = dataFolder.resolve("config-history");
        this.clock = clock;
    }

    /** The next version to arrive is this caller's. */
    synchronized void expect(String caller, String action) {
        who = caller;
        why = action;
    }

    /**
     * A version is in force. The same as the newest one is no new version.
     *
     * @param files by name
     */
    public synchronized void arrived(Map<String, byte[]> files, String hash) throws IOException {
        List<Version> known = versions();
        Optional<Version> newest = known.isEmpty() ? Optional.empty() : Optional.of(known.get(0));
        if (newest.isPresent() && newest.get().hash().equals(hash)) {
            if (!who.isEmpty()) {
                describe(new Version(newest.get().number(), newest.get().at(), hash, who, why));
            }
        } else {
            int number = newest.map(Version::number).orElse(0) + 1;
            make(place(number));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                AtomicFile.write(place(number).resolve(file.getKey()), file.getValue());
            }
            // Last, since a folder without it is no version.
            describe(new Version(number, clock.instant(), hash, who, why));
            for (int i = KEPT - 1; i < known.size(); i++) {
                remove(place(known.get(i).number()));
            }
        }
        who = "";
        why = "";
    }

    private void describe(Version version) throws IOException {
        AtomicFile.write(place(version.number()).resolve(ABOUT), MAPPER.writeValueAsBytes(version.json()));
    }

    /** The newest first. */
    public synchronized List<Version> versions() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Version> versions = new ArrayList<>();
        try (Stream<Path> places = Files.list(folder)) {
            for (Path place : places.toList()) {
                if (NUMBER.matcher(String.valueOf(place.getFileName())).matches()
                        && Files.exists(place.resolve(ABOUT))) {
                    versions.add(read(place));
                }
            }
        }
        versions.sort(Comparator.comparingInt(Version::number).reversed());
        return versions;
    }

    private static Version read(Path place) throws IOException {
        JsonNode about = MAPPER.readTree(Files.readAllBytes(place.resolve(ABOUT)));
        return new Version(
                Integer.parseInt(String.valueOf(place.getFileName())),
                Instant.parse(about.path("at").asText()),
                about.path("hash").asText(),
                about.path("who").asText(),
                about.path("why").asText());
    }

    /** The files of a version by name; empty when there is no such version. */
    public synchronized Map<String, byte[]> files(int number) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (Files.exists(place(number).resolve(ABOUT))) {
            try (Stream<Path> inside = Files.list(place(number))) {
                for (Path file : inside.sorted().toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (!name.equals(ABOUT)) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            }
        }
        return files;
    }

    private Path place(int number) {
        return folder.resolve(String.format("%06d", number));
    }

    private static void make(Path place) throws IOException {
        remove(place);
        if (place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(place);
        }
    }

    private static void remove(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> inside = Files.list(place)) {
            for (Path file : inside.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(place);
    }
}
