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
     * Writes a configuration that starts, with fresh keys. Files that are there are left alone.
     *
     * @throws IOException if a file cannot be written
     */
    Written init(Path folder, First first) throws IOException;

    /** Whether the folder holds a configuration, or a part of one. */
    boolean isThere(Path folder);

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

    /**
     * How a first configuration begins.
     *
     * @param demo base URL of a demo upstream; empty: templates of real providers
     */
    record First(String host, int port, Optional<String> demo) {}

    /**
     * What {@link #init} did. Key and password are shown once; the files hold their hashes.
     *
     * @param kept files that were there
     * @param tenantKey present when the file of the tenants is new
     * @param adminPassword present when the file of the server is new
     */
    record Written(List<Path> files, List<Path> kept, Optional<String> tenantKey, Optional<String> adminPassword) {}
}
