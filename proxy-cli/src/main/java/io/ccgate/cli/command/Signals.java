package io.ccgate.cli.command;

import java.lang.reflect.Proxy;

/**
 * Signals of the system. {@code sun.misc.Signal} is exported by jdk.unsupported for exactly this need (JEP 260), but the
 * compiler warns of its mere mention and offers no way to say that we know; hence by name.
 */
final class Signals {
    private Signals() {}

    /** Does something instead of ending when a signal comes; false where that is not possible. */
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            return true;
        } catch (ReflectiveOperationException notHere) {
            return false;
        }
    }
}
