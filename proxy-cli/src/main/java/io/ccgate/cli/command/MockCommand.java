package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.MockStarter;
import io.ccgate.cli.port.MockStarter.RunningMock;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Runs the demo upstream alone. */
@Command(
        name = "mock",
        description = {
            "Run a demo upstream that speaks all four protocols, to rehearse failover and to test clients.",
            "Each fault can also be asked for by one request alone, with the header x-mock-NAME."
        },
        exitCodeList = {"0:stopped as asked", "1:could not start", "2:wrong usage"})
public final class MockCommand implements Callable<Integer> {
    private final MockStarter starter;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7799",
            description = "Port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--key", paramLabel = "KEY", description = "The only key it accepts (default: any).")
    private @Nullable String key;

    @Mixin
    private Terminal terminal = new Terminal();

    public MockCommand(MockStarter starter) {
        this.starter = starter;
    }

    /** Adds an option for each fault. They are the demo upstream's to name, so they are not written down twice. */
    public static void addFaults(CommandLine mock, MockStarter starter) {
        if (starter.faults().isEmpty()) {
            return;
        }
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nFaults and delays of every answer:%n")
                .exclusive(false)
                .validate(false);
        starter.faults()
                .forEach((name, help) -> group.addArg(OptionSpec.builder("--" + name)
                        .paramLabel("VALUE")
                        .type(String.class)
                        .arity("0..1")
                        .fallbackValue("true")
                        .description(help.replace("%", "%%"))
                        .build()));
        mock.getCommandSpec().addArgGroup(group.build());
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = terminal.out();
        try (RunningMock mock = start()) {
            out.println("Demo upstream on " + mock.address());
            out.flush();
            awaitSignal(mock);
        }
        return ExitCode.OK;
    }

    private RunningMock start() throws Exception {
        Map<String, String> faults = new LinkedHashMap<>();
        for (String name : starter.faults().keySet()) {
            OptionSpec option = terminal.command().getCommandSpec().findOption("--" + name);
            String value = option == null ? null : option.getValue();
            if (value != null) {
                faults.put(name, value);
            }
        }
        try {
            return starter.start(host, port, Optional.ofNullable(key), faults);
        } catch (IllegalArgumentException e) {
            throw terminal.wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static void awaitSignal(RunningMock mock) throws InterruptedException {
        CountDownLatch forever = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(mock::close, "stop"));
        forever.await();
    }
}
