package io.ccgate;

import io.ccgate.config.edit.ConfigHome;
import io.ccgate.server.Transport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is started with besides its configuration.
 *
 * @param dataFolder holds {@code usage/}; made when missing
 * @param version shown by the health answer to the admin
 * @param configHome where the configuration is changed; null when it is not in files, and then nobody can change it
 * @param trust anchors for TLS to upstreams; null means the JVM's trust store
 */
public record GatewayOptions(
        Path dataFolder,
        String version,
        Transport transport,
        InstantSource clock,
        LongSupplier nanoTime,
        @Nullable ConfigHome configHome,
        @Nullable TrustManagerFactory trust) {

    public static GatewayOptions of(Path dataFolder) {
        String version = Gateway.class.getPackage().getImplementationVersion();
        return new GatewayOptions(
                dataFolder,
                version == null ? "dev" : version,
                Transport.best(),
                InstantSource.system(),
                System::nanoTime,
                null,
                null);
    }

    public GatewayOptions withTransport(Transport other) {
        return new GatewayOptions(dataFolder, version, other, clock, nanoTime, configHome, trust);
    }

    public GatewayOptions withTrust(TrustManagerFactory other) {
        return new GatewayOptions(dataFolder, version, transport, clock, nanoTime, configHome, other);
    }

    public GatewayOptions withConfigHome(ConfigHome other) {
        return new GatewayOptions(dataFolder, version, transport, clock, nanoTime, other, trust);
    }
}
