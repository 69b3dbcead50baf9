package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.ConfigFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a first configuration. */
@Command(
        name = "init",
        description = "Write a configuration that starts at once, with fresh keys.",
        exitCodeList = {"0:written", "1:not written; nothing was changed", "2:wrong usage"})
public final class InitCommand implements Callable<Integer> {
    private final ConfigFiles files;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "config")
    private Path config = Path.of("config");

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Mixin
    private Terminal terminal = new Terminal();

    public InitCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        ConfigFiles.Written written = write();
        PrintWriter out = terminal.out();
        for (Path file : written.files()) {
            out.println("wrote " + file);
        }
        out.println();
        out.println("tenant key:     " + written.tenantKey());
        out.println("admin password: " + written.adminPassword());
        out.println();
        out.println("Keep both: they are not shown again. Put your providers into " + config.resolve("upstreams.json")
                + ".");
        out.flush();
        return ExitCode.OK;
    }

    private ConfigFiles.Written write() throws IOException {
        try {
            return files.init(config, force);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(e.getMessage() + " is already there; --force replaces it", e);
        }
    }
}
