package io.ccgate.usage.journal;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file cut anywhere in its last two lines, as a crash or a power loss leaves it, is whole again after one write. */
class TornLastLineIsRepairedTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void cutAtEveryByteOfTheLastTwoLines() throws IOException {
        UsageFiles files = new UsageFiles(folder);
        ConfigSnapshot snapshot = claude();
        Path file = files.file("t", LocalDate.parse("2026-11-22"));
        write(files, snapshot, "a", "b", "c");
        byte[] three = Files.readAllBytes(file);
        int firstEnd = new String(three, StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int cut = firstEnd; cut <= three.length; cut++) {
            Files.write(file, Arrays.copyOf(three, cut));
            List<Booked> before = new ArrayList<>();
            LineReader.read(file, before::add);

            write(files, snapshot, "d");

            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
            assertThat(Files.readString(file)).as("cut at %d", cut).endsWith("}\n");
            assertThat(lines)
                    .as("whole records stay, torn ones go, cut at %d", cut)
                    .hasSize(before.size() + 1);
            assertThat(lines.get(lines.size() - 1).get("requestId").asText()).isEqualTo("d");
            assertThat(lines.get(lines.size() - 1).get("seq").asLong()).isEqualTo(lines.size());
        }
        assertThat(file.resolveSibling(file.getFileName() + ".torn")).isNotEmptyFile();
    }

    @Test
    void zerosAfterAPowerLossAreMovedAway() throws IOException {
        UsageFiles files = new UsageFiles(folder);
        Path file = files.file("t", LocalDate.parse("2026-11-22"));
        write(files, claude(), "a");
        byte[] one = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(one, one.length + 5000));

        write(files, claude(), "b");

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(LineReader.read(file, record -> {})).isEqualTo(new LineReader.Result(2, 0, 2));
    }

    private static void write(UsageFiles files, ConfigSnapshot snapshot, String... requestIds) {
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        for (String id : requestIds) {
            journal.append(summary(snapshot, id, "t", NOON, new TokenUsage(1, 2, 3, 4, 5, 0, 0)), Cost.FREE, "t", "p1");
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
    }
}
