package io.ccgate.cli.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port for a first configuration, so that a newcomer's first start does not fail on what else runs here. */
final class FreePort {
    private static final int TRIES = 20;

    private FreePort() {}

    /** The first free loopback port from {@code first} on; {@code first} itself when none of the next twenty is. */
    static int from(int first) {
        for (int port = first; port < first + TRIES; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        return first;
    }
}
