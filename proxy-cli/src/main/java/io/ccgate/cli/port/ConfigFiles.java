package io.ccgate.cli.port;

import io.ccgate.config.check.Finding;
import io.ccgate.config.model.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configuration folder, as the commands use it. */
public interface ConfigFiles {
    /** Reads and checks all files of a folder; never throws for what stands in them. */
    Loaded load(Path folder);

    /** How findings look to people: one line each, {@code file:line:column pointer: problem; remedy}. */
    String text(List<Finding> findings);

    /** How findings look to programs. */
    String json(List<Finding> findings);

    /**
     * Writes a configuration that starts, with fresh keys.
     *
     * @param force whether files that are there are replaced
     * @throws IOException if a file cannot be written, or is there and {@code force} is false
     */
    Written init(Path folder, boolean force) throws IOException;

    /** Names of the files that have a schema, such as {@code server}. */
    List<String> schemaNames();

    /**
     * The JSON Schema of one file.
     *
     * @param name one of {@link #schemaNames()}
     */
    String schema(String name);

    /**
     * What was read.
     *
     * @param config empty when a finding is an error
     */
    record Loaded(Optional<Config> config, List<Finding> findings) {}

    /** What {@link #init} wrote. The key and the password are shown once and stored nowhere else in the clear. */
    record Written(List<Path> files, String tenantKey, String adminPassword) {}
}
