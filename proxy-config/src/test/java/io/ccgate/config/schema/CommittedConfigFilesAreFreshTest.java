package io.ccgate.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.ConfigFolders;
import io.ccgate.config.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in {@code config/} of the project is what the code says. */
class CommittedConfigFilesAreFreshTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final String REMEDY =
            "stale; write it anew: java -cp proxy-config/target/classes io.ccgate.config.schema.ConfigSchema config";

    @ParameterizedTest
    @EnumSource
    void schema(ConfigFile file) throws IOException {
        Path schema = CONFIG.resolve("schema").resolve(ConfigSchema.fileName(file));
        assertThat(schema).as(REMEDY).exists();
        assertThat(Files.readString(schema)).as("%s is %s", schema, REMEDY).isEqualTo(ConfigSchema.of(file));
    }

    @Test
    void reference() throws IOException {
        assertThat(Files.readString(CONFIG.resolve("README.md")))
                .as("config/README.md is %s", REMEDY)
                .isEqualTo(ConfigReference.markdown());
    }

    @Test
    void examplesAreGood(@TempDir Path dir) throws IOException {
        for (ConfigFile file : ConfigFile.values()) {
            Files.copy(CONFIG.resolve(file.json() + ".example"), dir.resolve(file.json()));
        }

        LoadResult result = ConfigFolders.at(dir).load();

        assertThat(result.errors()).isEmpty();
        assertThat(FindingFormat.TEXT.render(result.findings())).isEmpty();
        assertThat(result.config().orElseThrow().server().listeners())
                .extracting(listener -> listener.host() + ":" + listener.port())
                .containsExactly("0.0.0.0:3000", "127.0.0.1:7788");
    }
}
