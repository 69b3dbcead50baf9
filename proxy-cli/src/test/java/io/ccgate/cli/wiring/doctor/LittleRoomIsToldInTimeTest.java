package io.ccgate.cli.wiring.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.ccgate.cli.port.Doctor.Check;
import io.ccgate.cli.port.Doctor.Outcome;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On disks in memory that are as small as a test wants them. */
class LittleRoomIsToldInTimeTest {
    @ParameterizedTest
    @CsvSource({"50, PROBLEM", "500, WARNING", "5000, OK"})
    void theLessRoomTheLouder(long megabytes, Outcome outcome) throws IOException {
        Configuration disk = Configuration.unix().toBuilder()
                .setMaxSize(megabytes * 1_000_000)
                .build();
        try (FileSystem files = Jimfs.newFileSystem(disk)) {
            Path data = Files.createDirectory(files.getPath("/data"));

            List<Check> checks = DiskExamination.of(data);

            assertThat(checks).hasSize(2);
            assertThat(checks.get(0).outcome()).isEqualTo(Outcome.OK);
            assertThat(checks.get(1).name()).isEqualTo("free space");
            assertThat(checks.get(1).outcome()).isEqualTo(outcome);
            assertThat(checks.get(1).remedy().contains("ccgate clean")).isEqualTo(outcome != Outcome.OK);
        }
    }
}
