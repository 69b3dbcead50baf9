package io.ccgate.cli.wiring.doctor;

import io.ccgate.cli.port.Doctor.Check;
import io.ccgate.config.model.ListenerConfig;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.usage.journal.DataFolderLock;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the gateway can listen where it should, or does already. */
final class PortExamination {
    private static final int FIRST_UNPRIVILEGED = 1024;

    private PortExamination() {}

    static List<Check> of(ServerConfig server, Path data) {
        Checks checks = new Checks("ports");
        Optional<String> running = DataFolderLock.holder(data);
        List<ListenerConfig> listeners = new ArrayList<>(server.listeners());
        server.adminListener().ifPresent(listeners::add);
        listeners.forEach(listener -> listener(checks, listener, running));
        return checks.list();
    }

    private static void listener(Checks checks, ListenerConfig listener, Optional<String> running) {
        String name = listener.host() + ":" + listener.port();
        if (listener.port() == 0) {
            checks.ok(name, "the system chooses a free port");
            return;
        }
        InetSocketAddress address = new InetSocketAddress(listener.host(), listener.port());
        if (address.isUnresolved()) {
            checks.problem(name, "the host does not resolve", "put an address of this machine into server.listeners");
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As the gateway itself does: connections of the last run that are still closing are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(address);
            checks.ok(name, "free");
        } catch (BindException e) {
            taken(checks, name, listener.port(), running, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            checks.problem(name, "cannot be listened on", "choose another address in server.listeners");
        }
    }

    private static void taken(Checks checks, String name, int port, Optional<String> running, String why) {
        String reason = why.toLowerCase(Locale.ROOT);
        if (reason.contains("permission")) {
            checks.problem(
                    name,
                    "this user may not listen there",
                    port < FIRST_UNPRIVILEGED
                            ? "use a port from 1024 on, or allow it: AmbientCapabilities=CAP_NET_BIND_SERVICE in the"
                                    + " unit"
                            : "choose another port in server.listeners");
        } else if (reason.contains("assign")) {
            checks.problem(
                    name,
                    "no address of this machine",
                    "use 127.0.0.1, 0.0.0.0 or one of the machine's own addresses in server.listeners");
        } else if (running.filter(holder ->
                        Pattern.compile(":" + port + "\\b").matcher(holder).find())
                .isPresent()) {
            checks.ok(name, "this data folder's gateway serves there (" + running.get() + ")");
        } else {
            checks.problem(
                    name,
                    "taken by another program",
                    "stop that one (ss -ltnp shows which), or choose another port in server.listeners; if it is a"
                            + " gateway, name its data folder with --data");
        }
    }
}
