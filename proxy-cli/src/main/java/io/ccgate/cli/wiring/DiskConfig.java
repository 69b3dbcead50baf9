package io.ccgate.cli.wiring;

import io.ccgate.cli.port.ConfigFiles;
import io.ccgate.config.check.Finding;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.init.ConfigInit;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.schema.ConfigSchema;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The configuration folder on disk. */
public final class DiskConfig implements ConfigFiles {
    /** Where the demo upstreams of a first configuration listen; nothing else does by habit. */
    static final String DEMO_URL = "http://127.0.0.1:7799";

    @Override
    public Loaded load(Path folder) {
        LoadResult result = new ConfigLoader(folder, System::getenv, InstantSource.system()).load();
        return new Loaded(result.config(), result.findings());
    }

    @Override
    public String text(List<Finding> findings) {
        return FindingFormat.TEXT.render(findings);
    }

    @Override
    public String json(List<Finding> findings) {
        return FindingFormat.JSON.render(findings);
    }

    @Override
    public Written init(Path folder, boolean force) throws IOException {
        for (ConfigFile file : List.of(ConfigFile.SERVER, ConfigFile.UPSTREAMS, ConfigFile.TENANTS, ConfigFile.PRICING)) {
            for (String name : file.names()) {
                Path path = folder.resolve(name);
                if (Files.exists(path) && !force) {
                    throw new FileAlreadyExistsException(path.toString());
                }
                if (force) {
                    Files.deleteIfExists(path);
                }
            }
        }
        ConfigInit.Result result =
                new ConfigInit(new SecureRandom()).write(folder, ConfigInit.Options.demo(DEMO_URL));
        return new Written(
                result.written(), result.tenantKey().orElseThrow(), result.adminPassword().orElseThrow());
    }

    @Override
    public List<String> schemaNames() {
        return Arrays.stream(ConfigFile.values())
                .map(file -> file.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public String schema(String name) {
        return ConfigSchema.of(ConfigFile.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
