package io.ccgate.cli;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.ConfigFiles;
import io.ccgate.cli.port.GatewayStarter;
import io.ccgate.cli.port.Keys;
import io.ccgate.cli.port.MockStarter;
import io.ccgate.cli.port.Ports;
import io.ccgate.cli.port.UsageReader;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Who fulfils what the commands need. Everything is made when a command asks for it, so a short command never loads what
 * only a long one uses.
 */
final class Wiring {
    private Wiring() {}

    static Ports ports() {
        return new Ports(
                absent(ConfigFiles.class),
                absent(Keys.class),
                absent(GatewayStarter.class),
                absent(MockStarter.class),
                absent(UsageReader.class));
    }

    private static <T> T absent(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getReturnType() == Map.class) {
                        return Map.of();
                    }
                    throw new CommandFailure("this build has no " + port.getSimpleName());
                }));
    }
}
