package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.ConfigFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Mixin
    private ConfigFolder config = new ConfigFolder();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = "Port to listen on (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--demo",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = ServeOptions.DEMO_UPSTREAM,
            description = "Use a demo upstream instead of templates of real providers (default: ${FALLBACK-VALUE}).")
    private @Nullable String demo;

    @Mixin
    private Terminal terminal = new Terminal();

    public InitCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        ConfigFiles.First first = new ConfigFiles.First(host, port, Optional.ofNullable(demo));
        ConfigFiles.Written written = files.init(config.path(), first);
        if (written.files().isEmpty()) {
            throw new CommandFailure("there is a configuration in " + config.path() + " already; nothing was changed");
        }
        print(terminal.out(), written);
        terminal.out()
                .println("Next: put your providers into " + config.path().resolve("upstreams.json")
                        + ", then: ccgate serve");
        terminal.out().flush();
        return ExitCode.OK;
    }

    /** Shows the files, and the secrets for the only time. */
    static void print(PrintWriter out, ConfigFiles.Written written) {
        written.files().forEach(file -> out.println("wrote " + file));
        written.kept().forEach(file -> out.println("kept  " + file));
        out.println();
        written.tenantKey().ifPresent(key -> out.println("Tenant key:     " + key));
        written.adminPassword().ifPresent(password -> out.println("Admin password: " + password));
        out.println("Keep them: they are not shown again.");
        out.println();
    }
}
