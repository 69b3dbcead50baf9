package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.GatewayStarter.Running;
import io.ccgate.cli.port.InvalidConfiguration;
import io.ccgate.cli.port.Ports;
import io.ccgate.config.model.Config;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine;

/** One life of the gateway in the foreground: start, say where, wait for the signal, drain. */
public final class Serving {
    private final Ports ports;
    private final ServeOptions options;
    private final PrintWriter out;
    private final PrintWriter err;

    public Serving(Ports ports, ServeOptions options, CommandLine line) {
        this.ports = ports;
        this.options = options;
        this.out = line.getOut();
        this.err = line.getErr();
    }

    /** Returns when the gateway has stopped. */
    public int run() throws Exception {
        ConfigFolder.require(options.config);
        if (!options.demo) {
            return serve(Optional.empty());
        }
        Config config = ports.config().load(options.config).config().orElseThrow(this::broken);
        try (DemoUpstreams demo = DemoUpstreams.start(ports.mock(), config)) {
            out.println(demo);
            return serve(Optional.of(config));
        }
    }

    private int serve(Optional<Config> demo) throws Exception {
        Running gateway = start();
        try (PidFile pid = PidFile.write(options.data)) {
            return serve(gateway, demo);
        }
    }

    private int serve(Running gateway, Optional<Config> demo) throws Exception {
        StopSignals.install(gateway, message -> {
            out.println(message);
            out.flush();
        });
        out.println("CCGate is listening on");
        for (URI address : gateway.addresses()) {
            out.println("  " + address);
        }
        demo.ifPresent(config -> Welcome.print(out, gateway.addresses(), config));
        out.flush();
        gateway.awaitStopped();
        out.println("CCGate has stopped");
        out.flush();
        return ExitCode.OK;
    }

    private Running start() throws Exception {
        try {
            return ports.gateway().start(options.config, options.data);
        } catch (InvalidConfiguration e) {
            err.println(ports.config().text(e.findings()).stripTrailing());
            throw broken();
        }
    }

    private CommandFailure broken() {
        return new CommandFailure("not started, the configuration has errors; ccgate validate --config "
                + options.config + " lists them");
    }
}
