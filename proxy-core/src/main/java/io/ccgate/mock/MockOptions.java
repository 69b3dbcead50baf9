package io.ccgate.mock;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a {@link MockUpstream} is started.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param loops event loops; 1 or more
 * @param requiredKey the only key accepted, in any header form; absent: every request is welcome
 * @param tls absent: plain HTTP
 * @param recorded how many requests are kept for inspection, newest last; 0 keeps none
 * @param faults what every request gets unless it says otherwise
 */
public record MockOptions(
        String host,
        int port,
        int loops,
        Optional<String> requiredKey,
        Optional<Tls> tls,
        int recorded,
        MockFaults faults) {

    /**
     * What the server shows on a TLS connection.
     *
     * @param certificate X.509 chain in PEM
     * @param privateKey PKCS#8 in PEM, without a password
     */
    public record Tls(Path certificate, Path privateKey) {}

    /** Loopback, a free port, one loop, no key, no TLS, nothing recorded, no faults. */
    public static MockOptions defaults() {
        return new MockOptions("127.0.0.1", 0, 1, Optional.empty(), Optional.empty(), 0, MockFaults.NONE);
    }

    public MockOptions {
        if (port < 0 || port > 65_535 || loops < 1 || recorded < 0) {
            throw new IllegalArgumentException("port 0 to 65535, loops 1 or more, recorded 0 or more");
        }
    }

    public MockOptions withAddress(String newHost, int newPort) {
        return new MockOptions(newHost, newPort, loops, requiredKey, tls, recorded, faults);
    }

    public MockOptions withPort(int newPort) {
        return withAddress(host, newPort);
    }

    public MockOptions withLoops(int newLoops) {
        return new MockOptions(host, port, newLoops, requiredKey, tls, recorded, faults);
    }

    public MockOptions withRequiredKey(String key) {
        return new MockOptions(host, port, loops, Optional.of(key), tls, recorded, faults);
    }

    public MockOptions withTls(Path certificate, Path privateKey) {
        return new MockOptions(
                host, port, loops, requiredKey, Optional.of(new Tls(certificate, privateKey)), recorded, faults);
    }

    public MockOptions withRecorded(int limit) {
        return new MockOptions(host, port, loops, requiredKey, tls, limit, faults);
    }

    public MockOptions withFaults(MockFaults newFaults) {
        return new MockOptions(host, port, loops, requiredKey, tls, recorded, newFaults);
    }

    /** The key is not shown. */
    @Override
    public String toString() {
        return "MockOptions[" + host + ":" + port + ", loops " + loops + ", tls " + tls.isPresent() + ", " + faults
                + "]";
    }
}
