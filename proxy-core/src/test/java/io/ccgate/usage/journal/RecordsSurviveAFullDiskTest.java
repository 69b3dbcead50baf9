package io.ccgate.usage.journal;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or read-only for a while costs no record, doubles none and tears none. */
class RecordsSurviveAFullDiskTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final SmallDisk disk = new SmallDisk();
    private final ConfigSnapshot snapshot = claude();

    @Test
    void fullInTheMiddleOfALine() throws Exception {
        UsageFiles files = new UsageFiles(folder);
        Journal journal = new Journal(files, NEVER, List.of(), disk);
        journal.start();
        append(journal, 0, 10);
        journal.flush().get();

        for (int room = 0; room < 2000; room += 333) {
            disk.room(room);
            append(journal, 10 + room, 10 + room + 5);
            assertThatThrownBy(() -> journal.flush().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("No space left");
            assertThat(journal.health().ok()).isFalse();
            assertThat(journal.health().backlogBytes()).isPositive();
            assertThat(Files.readString(file(files)))
                    .as("no half line meanwhile")
                    .endsWith("}\n");
            disk.unlimited();
            await().atMost(Duration.ofSeconds(20)).until(() -> journal.health().ok());
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();

        List<String> expected = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> expected.add("r" + i));
        for (int room = 0; room < 2000; room += 333) {
            IntStream.range(10 + room, 15 + room).forEach(i -> expected.add("r" + i));
        }
        assertThat(requestIds(file(files))).containsExactlyElementsOf(expected);
        assertThat(journal.health().dropped()).isZero();
    }

    @Test
    void readOnlyFromTheStart() throws Exception {
        UsageFiles files = new UsageFiles(folder);
        disk.readOnly();
        Journal journal = new Journal(files, NEVER, List.of(), disk);
        journal.start();
        append(journal, 0, 3);
        assertThatThrownBy(() -> journal.flush().get()).hasMessageContaining("Read-only");
        append(journal, 3, 6);
        disk.unlimited();

        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
        assertThat(requestIds(file(files))).containsExactly("r0", "r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void aFolderRemovedWhileRunningIsMadeAgain() throws Exception {
        UsageFiles files = new UsageFiles(folder);
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        append(journal, 0, 1);
        journal.flush().get();
        Files.delete(file(files));
        append(journal, 1, 2);
        journal.flush().get();

        assertThat(requestIds(file(files))).containsExactly("r1");
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void alwaysForcesEveryBatchAndNeverOnlyWhenAsked() throws Exception {
        Journal never = new Journal(new UsageFiles(folder.resolve("n")), NEVER, List.of(), disk);
        never.start();
        append(never, 0, 5);
        await().until(() -> never.health().written() == 5);
        assertThat(disk.forces).hasValue(0);
        never.flush().get();
        assertThat(disk.forces).hasValue(1);
        never.close(Duration.ofSeconds(10));

        UsageConfig always = new UsageConfig(UsageConfig.Fsync.ALWAYS, Duration.ofSeconds(1), 0);
        Journal journal = new Journal(new UsageFiles(folder.resolve("a")), always, List.of(), disk);
        journal.start();
        append(journal, 0, 5);
        await().until(() -> disk.forces.get() >= 2);
        journal.close(Duration.ofSeconds(10));
    }

    @Test
    void sinksGetEveryRequestAndMayFail() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        RecordSink good = new RecordSink() {
            @Override
            public void accept(ExchangeSummary summary, Cost cost) {
                seen.add(summary.requestId());
            }

            @Override
            public void flush() {
                seen.add("flush");
            }
        };
        RecordSink bad = new RecordSink() {
            @Override
            public void accept(ExchangeSummary summary, Cost cost) {
                throw new IllegalStateException("log is broken");
            }

            @Override
            public void flush() {
                throw new IllegalStateException("log is broken");
            }
        };
        UsageFiles files = new UsageFiles(folder);
        Journal journal = new Journal(files, NEVER, List.of(bad, good));
        journal.start();
        append(journal, 0, 1);
        journal.append(summary(snapshot, "unknown caller", "t", NOON, TokenUsage.NONE), Cost.FREE, null, "p1");
        journal.flush().get();

        assertThat(seen).containsSubsequence("r0", "unknown caller", "flush");
        assertThat(requestIds(file(files))).containsExactly("r0");
        journal.close(Duration.ofSeconds(10));
    }

    private void append(Journal journal, int from, int to) {
        for (int i = from; i < to; i++) {
            journal.append(
                    summary(snapshot, "r" + i, "t", NOON, new TokenUsage(1, 2, 3, 4, 5, 0, 0)), Cost.FREE, "t", "p1");
        }
    }

    private static Path file(UsageFiles files) {
        return files.file("t", LocalDate.parse("2026-11-22"));
    }

    private static List<String> requestIds(Path file) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ids.add(JSON.readTree(line).get("requestId").asText());
        }
        return ids;
    }
}
