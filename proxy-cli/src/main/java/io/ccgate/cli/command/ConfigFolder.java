package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that {@code --config} names. */
final class ConfigFolder {
    private ConfigFolder() {}

    static void require(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("no configuration in "
                    + folder.toAbsolutePath().normalize() + "; make one with: ccgate init --config " + folder);
        }
    }
}
