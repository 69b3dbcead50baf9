package io.ccgate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is loaded: a port on loopback, and the requests it gets. */
record Target(int port, String key) {
    private static final String BODY =
            "{\"model\":\"claude-demo\",\"max_tokens\":4096,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"benchmark\"}]}";

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** A request whose answer is prebuilt; {@code knobs} are header lines, each with its CRLF. */
    byte[] request(boolean stream, String knobs) {
        String body = BODY.formatted(stream);
        return ("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                        + "anthropic-version: 2023-06-01\r\nAuthorization: Bearer " + key + "\r\nContent-Length: "
                        + body.length() + "\r\nx-mock-prebuilt: true\r\n" + knobs + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Tries until a request is answered with 200; the wall clock in ms then. */
    long awaitFirstAnswer(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        byte[] request = request(false, "");
        byte[] head = new byte[12];
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(address(), 500);
                socket.getOutputStream().write(request);
                InputStream in = socket.getInputStream();
                if (in.readNBytes(head, 0, head.length) == head.length
                        && new String(head, StandardCharsets.US_ASCII).endsWith(" 200")) {
                    return System.currentTimeMillis();
                }
            } catch (IOException e) {
                // Not up yet; the deadline bounds the tries.
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IOException("no answer on port " + port + " within " + limit);
    }
}
