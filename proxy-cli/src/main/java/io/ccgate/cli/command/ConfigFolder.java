package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder that {@code --config} names. */
final class ConfigFolder {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "config")
    private Path folder = Path.of("config");

    /** As it was named; it may not be there. */
    Path path() {
        return folder;
    }

    /** The folder, which is there. */
    Path existing() {
        require(folder);
        return folder;
    }

    static void require(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("no configuration in "
                    + folder.toAbsolutePath().normalize() + "; make one with: ccgate init --config " + folder);
        }
    }
}
