package io.ccgate.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What {@code serve} takes; {@code ccgate} without a command takes the same. */
public final class ServeOptions {
    /** Where a first configuration has the gateway listen, if the port is free. */
    static final int PORT = 3000;

    /** Where it has the demo upstream, likewise. */
    static final int DEMO_PORT = 7799;

    /** The demo upstream's address. */
    static final String DEMO_UPSTREAM = "http://127.0.0.1:" + DEMO_PORT;

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
