package io.ccgate.config.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One address the gateway listens on.
 *
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenerConfig(String host, int port, Optional<TlsConfig> tls) {
    /**
     * Server certificate of a listener.
     *
     * @param certificate PEM file with the certificate chain
     * @param privateKey PEM file with the PKCS#8 key
     */
    public record TlsConfig(Path certificate, Path privateKey) {}
}
