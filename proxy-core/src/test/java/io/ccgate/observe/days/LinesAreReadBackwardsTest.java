package io.ccgate.observe.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole lines come newest first, whatever their size; what a crash tore spoils only itself. */
class LinesAreReadBackwardsTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("a/b.ndjson");
    }

    private static List<String> read(Path file, long from) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BackwardLines backward = BackwardLines.open(file, from)) {
            while (backward.next()) {
                lines.add(new String(backward.copy(), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    private void append(String text) throws IOException {
        try (LineFile open = LineFile.open(file())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            open.append(bytes, bytes.length);
        }
    }

    @Test
    void newestFirstOverManyBlocks() throws IOException {
        List<String> expected = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            String line = i + ":" + "x".repeat(i % 900);
            expected.add(0, line);
            all.append(line).append('\n');
        }
        expected.add(0, "y".repeat(3 << 20));
        append(all + "y".repeat(3 << 20) + "\n");
        assertThat(read(file(), Long.MAX_VALUE)).isEqualTo(expected);
    }

    @Test
    void fromWhereAnotherReaderStopped() throws IOException {
        append("one\ntwo\nthree\n");
        try (BackwardLines backward = BackwardLines.open(file(), Long.MAX_VALUE)) {
            assertThat(backward.next()).isTrue();
            append("four\n");
            assertThat(read(file(), backward.position())).containsExactly("two", "one");
        }
    }

    @Test
    void aTornLineIsNotShownAndIsEndedBeforeTheNext() throws IOException {
        append("one\n");
        Files.writeString(file(), "to", StandardOpenOption.APPEND);
        assertThat(read(file(), Long.MAX_VALUE)).containsExactly("one");
        append("three\n");
        assertThat(read(file(), Long.MAX_VALUE)).containsExactly("three", "to", "one");
    }

    @Test
    void emptyFilesHaveNoLines() throws IOException {
        append("");
        assertThat(read(file(), Long.MAX_VALUE)).isEmpty();
        Files.writeString(file(), "torn");
        assertThat(read(file(), Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void cursorsComeBackAsTheyWereOrAreRefused() {
        Cursor cursor = new Cursor(LocalDate.of(2026, 11, 22), 4711);
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        for (String bad : List.of("", "x", "2026-11-22", "2026-11-22.-1", "2026-13-22.1", "2026-11-22.9x")) {
            assertThatThrownBy(() -> Cursor.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onlyDaysThatArePastGo() throws IOException {
        DayFolders days = new DayFolders(folder.resolve("days"));
        for (String name : List.of("2026-11-20", "2026-11-21", "2026-11-22", "mine")) {
            Files.createDirectories(days.root().resolve(name));
            Files.writeString(days.root().resolve(name).resolve("f"), "x");
        }
        assertThat(days.deleteBefore(LocalDate.of(2026, 11, 22))).isEqualTo(2);
        assertThat(days.newestFirst()).containsExactly(LocalDate.of(2026, 11, 22));
        assertThat(days.root().resolve("mine/f")).exists();
        assertThat(new DayFolders(folder.resolve("none")).newestFirst()).isEmpty();
    }
}
