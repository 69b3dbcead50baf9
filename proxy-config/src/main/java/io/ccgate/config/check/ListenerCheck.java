package io.ccgate.config.check;

import io.ccgate.config.model.ListenerConfig;
import io.ccgate.config.model.ListenerConfig.TlsConfig;
import io.ccgate.config.model.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Addresses that collide, and certificates that are not there. */
record ListenerCheck(ServerConfig server, Places places, Findings findings) {

    void run() {
        List<ListenerConfig> all = new ArrayList<>(server.listeners());
        server.adminListener().ifPresent(all::add);
        for (int i = 0; i < all.size(); i++) {
            ListenerConfig listener = all.get(i);
            for (int j = 0; j < i; j++) {
                if (collide(listener, all.get(j))) {
                    findings.error(
                            places.of(listener),
                            "port " + listener.port() + " of " + listener.host()
                                    + " is already taken by the listener on "
                                    + all.get(j).host(),
                            "give every listener its own port, or its own address");
                    break;
                }
            }
            listener.tls().ifPresent(this::checkTls);
        }
    }

    private static boolean collide(ListenerConfig a, ListenerConfig b) {
        return a.port() != 0
                && a.port() == b.port()
                && (a.host().equalsIgnoreCase(b.host()) || isWildcard(a.host()) || isWildcard(b.host()));
    }

    private static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("*");
    }

    private void checkTls(TlsConfig tls) {
        checkFile(tls, "certificate", tls.certificate());
        checkFile(tls, "privateKey", tls.privateKey());
    }

    private void checkFile(TlsConfig tls, String key, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            findings.error(
                    places.of(tls, key),
                    "the file " + file + " is missing or cannot be read",
                    "relative paths start at the configuration folder; name a PEM file there");
        }
    }

    /** Whether only this machine can reach any of the listeners. */
    static boolean loopbackOnly(ServerConfig server) {
        // With a listener of its own, the admin side is reachable there and nowhere else.
        List<ListenerConfig> reachable = server.adminListener().map(List::of).orElseGet(server::listeners);
        for (ListenerConfig listener : reachable) {
            if (!isLoopback(listener.host())) {
                return false;
            }
        }
        return true;
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.equals("[::1]");
    }
}
