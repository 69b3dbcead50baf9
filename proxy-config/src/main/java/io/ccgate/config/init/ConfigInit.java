package io.ccgate.config.init;

import io.ccgate.config.edit.AtomicFile;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.Shipped;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.PasswordHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a first configuration that starts. A file that exists, in any format, is left alone. */
public final class ConfigInit {
    private final SecureRandom random;
    private final KeyGenerator keys;

    public ConfigInit(SecureRandom random) {
        this.random = random;
        this.keys = new KeyGenerator(random);
    }

    /**
     * What to write.
     *
     * @param host address to listen on
     * @param port to listen on
     * @param demo base URL of a demo upstream that speaks all four protocols; absent: templates of real providers, with
     *     keys from the environment
     */
    public record Options(String host, int port, Optional<String> demo) {
        /** This machine only, port 3000, real providers. */
        public static final Options DEFAULT = new Options("127.0.0.1", 3000, Optional.empty());

        /** The same, with a demo upstream. */
        public static Options demo(String baseUrl) {
            return new Options(DEFAULT.host(), DEFAULT.port(), Optional.of(baseUrl));
        }
    }

    /**
     * What was written. Keys are shown here once; the files hold their hashes.
     *
     * @param written files that are new
     * @param kept files that existed
     * @param tenantKey present when {@code tenants.json} is new
     * @param adminPassword present when {@code server.json} is new
     */
    public record Result(
            List<Path> written, List<Path> kept, Optional<String> tenantKey, Optional<String> adminPassword) {
        @Override
        public String toString() {
            return "Result[written=" + written + ", kept=" + kept + "]";
        }
    }

    /** @throws IOException when the folder or a file cannot be written */
    public Result write(Path folder, Options options) throws IOException {
        Files.createDirectories(folder);
        String tenantKey = keys.key();
        String password = keys.password();
        Map<ConfigFile, String> contents = new LinkedHashMap<>();
        contents.put(ConfigFile.SERVER, "");
        contents.put(ConfigFile.UPSTREAMS, Templates.upstreams(options));
        contents.put(ConfigFile.TENANTS, Templates.tenants(KeyForm.hash(tenantKey)));
        contents.put(ConfigFile.PRICING, Shipped.text("pricing.json"));
        List<Path> written = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        for (Map.Entry<ConfigFile, String> entry : contents.entrySet()) {
            ConfigFile file = entry.getKey();
            Optional<Path> existing = existing(folder, file);
            if (existing.isPresent()) {
                kept.add(existing.get());
                continue;
            }
            // The hash costs a good part of a second, so it is made only when it is needed.
            String content = file == ConfigFile.SERVER
                    ? Templates.server(options, PasswordHash.of(password, random))
                    : entry.getValue();
            Path path = folder.resolve(file.json());
            AtomicFile.write(path, content.getBytes(StandardCharsets.UTF_8));
            written.add(path);
        }
        return new Result(
                List.copyOf(written),
                List.copyOf(kept),
                written.contains(folder.resolve("tenants.json")) ? Optional.of(tenantKey) : Optional.empty(),
                written.contains(folder.resolve("server.json")) ? Optional.of(password) : Optional.empty());
    }

    private static Optional<Path> existing(Path folder, ConfigFile file) {
        for (String name : file.names()) {
            if (Files.exists(folder.resolve(name))) {
                return Optional.of(folder.resolve(name));
            }
        }
        return Optional.empty();
    }
}
