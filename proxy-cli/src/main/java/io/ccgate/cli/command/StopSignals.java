package io.ccgate.cli.command;

import io.ccgate.cli.port.GatewayStarter.Running;
import java.lang.reflect.Proxy;
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
        try {
            onSignal(name, this::next);
        } catch (ReflectiveOperationException e) {
            say.accept("SIG" + name + " cannot be handled here; it stops the gateway at once");
        }
    }

    /**
     * {@code sun.misc.Signal} is exported by jdk.unsupported for exactly this need (JEP 260), but the compiler warns of its
     * mere mention and offers no way to say that we know; hence by name.
     */
    private static void onSignal(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ours = Proxy.newProxyInstance(
                StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    action.run();
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
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
