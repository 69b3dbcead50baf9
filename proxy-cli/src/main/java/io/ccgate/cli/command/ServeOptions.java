package io.ccgate.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What {@code serve} takes; {@code ccgate} without a command takes the same. */
public final class ServeOptions {
    /** Where the demo upstream is, unless the configuration says otherwise. */
    static final String DEMO_UPSTREAM = "http://127.0.0.1:7799";

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
    Path config = Path.of("config");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of usage records (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(
            names = "--demo",
            description =
                    "Also start a demo upstream where the upstreams named demo… point to, and show how to connect.")
    boolean demo;
}
