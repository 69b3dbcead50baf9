package io.ccgate.config.load;

import io.ccgate.config.check.Finding;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.model.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A configuration folder under test. */
public final class ConfigFolders {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final String UPSTREAMS = """
            {"upstreams": [{"id": "main", "url": "https://api.example.com", "key": "sk-up"}]}
            """;
    public static final String TENANTS = """
            {"tenants": [{"id": "team", "name": "Team", "key": "sk-team-key", "allowedModels": ["*"]}]}
            """;

    private final Path dir;
    private final Map<String, String> environment;

    private ConfigFolders(Path dir, Map<String, String> environment) {
        this.dir = dir;
        this.environment = environment;
    }

    /** Whatever the folder holds. */
    public static ConfigFolders at(Path dir) {
        return new ConfigFolders(dir, Map.of());
    }

    /** With the least that is complete. */
    public static ConfigFolders in(Path dir) {
        return at(dir).with("upstreams.json", UPSTREAMS).with("tenants.json", TENANTS);
    }

    public ConfigFolders env(Map<String, String> variables) {
        return new ConfigFolders(dir, variables);
    }

    public ConfigFolders with(String name, String content) {
        try {
            Files.writeString(dir.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigFolders without(String name) {
        try {
            Files.deleteIfExists(dir.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigLoader loader() {
        return new ConfigLoader(dir, environment::get, () -> NOW);
    }

    public LoadResult load() {
        return loader().load();
    }

    /** The configuration; fails the test when there is an error. */
    public Config config() {
        LoadResult result = load();
        return result.config().orElseThrow(() -> new AssertionError(FindingFormat.TEXT.render(result.findings())));
    }

    /** The lines of all errors. */
    public List<String> errors() {
        return load().errors().stream().map(FindingFormat::line).toList();
    }

    /** The lines of all warnings. */
    public List<String> warnings() {
        return load().warnings().stream().map(FindingFormat::line).toList();
    }

    /** Findings of one file. */
    public List<Finding> findingsIn(String file) {
        return load().findings().stream()
                .filter(finding -> finding.file().equals(file))
                .toList();
    }
}
