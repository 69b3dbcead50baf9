package io.ccgate.cli.command;

import io.ccgate.cli.port.GatewayStarter.Running;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * SIGTERM and SIGINT: the first lets running requests finish, the second ends them and still writes their records, the
 * third ends the process.
 *
 * <p>Shutdown hooks cannot do this: the virtual machine runs them once and swallows every further signal.
 */
final class StopSignals {
    private static final int ENDED_BY_SIGNAL = 130;

    private final Running gateway;
    private final Consumer<String> say;
    private final AtomicInteger received = new AtomicInteger();

    private StopSignals(Running gateway, Consumer<String> say) {
        this.gateway = gateway;
        this.say = say;
    }

    static void install(Running gateway, Consumer<String> say) {
        StopSignals signals = new StopSignals(gateway, say);
        signals.handle("TERM");
        signals.handle("INT");
    }

    private void handle(String name) {
        if (!Signals.on(name, this::next)) {
            say.accept("SIG" + name + " cannot be handled here; it stops the gateway at once");
        }
    }

    private void next() {
        switch (received.incrementAndGet()) {
            case 1 -> {
                say.accept("Stopping; running requests may finish. Once more to end them.");
                gateway.stop(gateway.shutdownGrace());
            }
            case 2 -> {
                say.accept("Ending running requests");
                gateway.stop(Duration.ZERO);
            }
            default -> Runtime.getRuntime().halt(ENDED_BY_SIGNAL);
        }
    }
}
