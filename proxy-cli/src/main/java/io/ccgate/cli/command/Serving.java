package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.ConfigFiles;
import io.ccgate.cli.port.GatewayStarter.Running;
import io.ccgate.cli.port.InvalidConfiguration;
import io.ccgate.cli.port.Ports;
import io.ccgate.config.model.Config;
import java.io.IOException;
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
        if (!options.demo) {
            ConfigFolder.require(options.config);
            return serve(Optional.empty());
        }
        Optional<String> key = firstKey();
        Config config = ports.config().load(options.config).config().orElseThrow(this::broken);
        try (DemoUpstreams demo = DemoUpstreams.start(ports.mock(), config)) {
            out.println(demo);
            return serve(Optional.of(key.orElse(Welcome.UNKNOWN_KEY)));
        }
    }

    private int serve(Optional<String> demoKey) throws Exception {
        Running gateway = start();
        PidFile pid = PidFile.write(options.data);
        try {
            return serve(gateway, demoKey);
        } finally {
            pid.close();
        }
    }

    private int serve(Running gateway, Optional<String> demoKey) throws Exception {
        StopSignals.install(gateway, message -> {
            out.println(message);
            out.flush();
        });
        out.println("CCGate is listening on");
        for (URI address : gateway.addresses()) {
            out.println("  " + address);
        }
        demoKey.ifPresent(key -> Welcome.print(out, gateway.addresses(), key));
        out.flush();
        gateway.awaitStopped();
        out.println("CCGate has stopped");
        out.flush();
        return ExitCode.OK;
    }

    /** The tenant's key if a first configuration had to be written: the only time it is known in the clear. */
    private Optional<String> firstKey() throws IOException {
        if (ports.config().isThere(options.config)) {
            return Optional.empty();
        }
        URI demo = URI.create("http://127.0.0.1:" + FreePort.from(ServeOptions.DEMO_PORT));
        ConfigFiles.First first =
                new ConfigFiles.First("127.0.0.1", FreePort.from(ServeOptions.PORT), Optional.of(demo.toString()));
        ConfigFiles.Written written = ports.config().init(options.config, first);
        InitCommand.print(out, written);
        return written.tenantKey();
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
