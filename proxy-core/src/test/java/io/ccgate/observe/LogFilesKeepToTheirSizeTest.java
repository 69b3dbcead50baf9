package io.ccgate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LoggingConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesKeepToTheirSizeTest {
    @TempDir
    Path folder;

    @Test
    void theFileIsSetAsideWhenFullAndTheOldestGoes() throws IOException {
        try (RollingFile file = new RollingFile(folder.resolve("access.log"), 10, 2)) {
            for (String line : new String[] {"one-----\n", "two-----\n", "three---\n", "four----\n"}) {
                write(file, line);
            }
        }
        assertThat(folder.resolve("access.log")).hasContent("four----\n");
        assertThat(folder.resolve("access.1.log")).hasContent("three---\n");
        assertThat(folder.resolve("access.2.log")).hasContent("two-----\n");
        assertThat(folder.resolve("access.3.log")).doesNotExist();
    }

    @Test
    void whatIsThereCountsAfterARestart() throws IOException {
        Files.writeString(folder.resolve("access.log"), "old line\n");
        try (RollingFile file = new RollingFile(folder.resolve("access.log"), 10, 2)) {
            write(file, "new\n");
        }
        assertThat(folder.resolve("access.log")).hasContent("new\n");
        assertThat(folder.resolve("access.1.log")).hasContent("old line\n");
    }

    @Test
    void aLineLongerThanTheFileIsStillWrittenWhole() throws IOException {
        try (RollingFile file = new RollingFile(folder.resolve("access.log"), 4, 1)) {
            write(file, "longer than four\n");
        }
        assertThat(folder.resolve("access.log")).hasContent("longer than four\n");
    }

    @Test
    void anUnwritableFolderCostsLinesAndHealsByItself() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("logs"), "a file where the folder should be");
        LoggingConfig config = new LoggingConfig("info", 1000, 1, false, inTheWay, false);
        try (AccessLog log = AccessLog.open(config)) {
            log.accept(Exchanges.served("/lost"), 0);
            log.flush();
            assertThat(log.lost()).isEqualTo(1);

            Files.delete(inTheWay);
            log.accept(Exchanges.served("/kept"), 0);
            log.flush();
            assertThat(log.lost()).isZero();
        }
        assertThat(inTheWay.resolve("access.log")).content().contains("/kept").doesNotContain("/lost");
    }

    private static void write(RollingFile file, String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
    }
}
