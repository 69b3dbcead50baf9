package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanAsksFirstTest {
    private final InputStream before = System.in;

    @TempDir
    Path data;

    private Path log;
    private Path record;
    private Path request;
    private Path event;
    private Path other;

    @BeforeEach
    void someFiles() throws IOException {
        log = Files.writeString(Files.createDirectories(data.resolve("logs")).resolve("access.log"), "line");
        record = Files.writeString(
                Files.createDirectories(data.resolve("usage/acme/2026-01")).resolve("2026-01-31.json"), "{}");
        request = Files.writeString(
                Files.createDirectories(data.resolve("requests/2026-01-31")).resolve("requests.jsonl"), "{}");
        event = Files.writeString(
                Files.createDirectories(data.resolve("events/2026-01-31")).resolve("events.jsonl"), "{}");
        other = Files.writeString(data.resolve("README.md"), "stays");
    }

    @AfterEach
    void restore() {
        System.setIn(before);
    }

    @Test
    void yesDeletesLogsAndUsageAndNothingElse() {
        CommandRun run = clean("--yes");
        assertThat(run.code()).isZero();
        assertThat(run.out()).endsWith("deleted 4 files\n");
        assertThat(log).doesNotExist();
        assertThat(request).doesNotExist();
        assertThat(event).doesNotExist();
        assertThat(data.resolve("usage")).isEmptyDirectory();
        assertThat(other).exists();
    }

    @Test
    void dryRunDeletesNothing() {
        assertThat(clean("--dry-run").code()).isZero();
        assertThat(log).exists();
        assertThat(record).exists();
    }

    @Test
    void anythingButYesDeletesNothing() {
        System.setIn(new ByteArrayInputStream("maybe\n".getBytes(StandardCharsets.UTF_8)));
        CommandRun run = clean();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("nothing was deleted");
        assertThat(record).exists();
    }

    @Test
    void aTypedYesDeletes() {
        System.setIn(new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(clean().code()).isZero();
        assertThat(record).doesNotExist();
    }

    @Test
    void refusesWhileTheGatewayRuns() throws IOException {
        Files.writeString(data.resolve("ccgate.pid"), ProcessHandle.current().pid() + "\n");
        CommandRun run = clean("--yes");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("stop it first");
        assertThat(record).exists();
    }

    private CommandRun clean(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "clean";
        arguments[1] = "--data";
        arguments[2] = data.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(new FakeProduct(), arguments);
    }
}
