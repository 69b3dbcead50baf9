package io.ccgate.cli.command;

import io.ccgate.cli.port.Ports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the gateway in the foreground. */
@Command(
        name = "serve",
        description =
                "Run the gateway until SIGTERM or SIGINT. Running requests then finish; a second signal ends them.",
        exitCodeList = {"0:stopped as asked", "1:could not start", "2:wrong usage"})
public final class ServeCommand implements Callable<Integer> {
    private final Ports ports;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private Terminal terminal = new Terminal();

    public ServeCommand(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Integer call() throws Exception {
        return new Serving(ports, options, terminal.command()).run();
    }
}
