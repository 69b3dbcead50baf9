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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The configuration folder on disk. */
public final class DiskConfig implements ConfigFiles {
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
    public Written init(Path folder, First first) throws IOException {
        ConfigInit.Result result = new ConfigInit(new SecureRandom())
                .write(folder, new ConfigInit.Options(first.host(), first.port(), first.demo()));
        return new Written(result.written(), result.kept(), result.tenantKey(), result.adminPassword());
    }

    @Override
    public boolean isThere(Path folder) {
        return Arrays.stream(ConfigFile.values())
                .flatMap(file -> file.names().stream())
                .anyMatch(name -> Files.exists(folder.resolve(name)));
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
