package io.ccgate.usage.history;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old lines go with what is known of their sessions; sums stay, and so does whatever a window still reads. */
class RetentionKeepsWhatIsNeededTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate FIRST = LocalDate.parse("2026-10-25");
    private static final int DAYS = 29;

    @TempDir
    Path data;

    private UsageFiles files = new UsageFiles(Path.of("unused"));
    private UsageHistory history = new UsageHistory(files);

    @BeforeEach
    void fourWeeks() throws IOException {
        files = new UsageFiles(data.resolve("usage"));
        history = new UsageHistory(files);
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        for (LocalDate day = FIRST; !day.isAfter(TODAY); day = day.plusDays(1)) {
            Instant at = day.atTime(1, 0).toInstant(ZoneOffset.UTC);
            journal.append(
                    summary(claude(), "r" + day, "t", at, new TokenUsage(1, 2, 3, 4, 5, 0, 0)),
                    new Cost(1_000_000, 0, 0, 0, 0),
                    "t",
                    "p1");
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void withoutASumNothingIsDeleted() throws IOException {
        assertThat(apply(7, ZoneOffset.UTC)).isZero();
        assertThat(rawDays()).hasSize(DAYS);
    }

    @Test
    void zeroKeepsAll() throws IOException {
        close();
        assertThat(apply(0, ZoneOffset.UTC)).isZero();
        assertThat(rawDays()).hasSize(DAYS);
    }

    @Test
    void oldLinesGoAndSumsStay() throws IOException {
        close();
        Files.writeString(files.file("t", FIRST).resolveSibling(FIRST + ".json.torn"), "half a li");
        assertThat(apply(7, ZoneOffset.UTC)).isEqualTo(DAYS - 8);
        assertThat(rawDays()).hasSize(8).startsWith(TODAY.minusDays(7)).endsWith(TODAY);
        assertThat(files.folder().resolve("t").resolve("2026-10")).doesNotExist();

        Aggregate all = new Aggregate();
        history.cells("t", FIRST, TODAY, Grain.DAY, (cell, usage) -> all.add(usage));
        assertThat(all.requests()).isEqualTo(DAYS);
        assertThat(all.totalCost()).isEqualTo(DAYS);
        SessionSums sessions = new SessionSums();
        history.sessions("t", FIRST, TODAY, sessions);
        assertThat(sessions.total().requests()).as("old sessions are forgotten").isEqualTo(8);
        assertThat(apply(7, ZoneOffset.UTC)).as("again").isZero();
    }

    @Test
    void theLastHoursStay() throws IOException {
        close();
        assertThat(apply(1, ZoneOffset.UTC)).isEqualTo(DAYS - 2);
        assertThat(rawDays()).as("five hours ago it was yesterday").containsExactly(TODAY.minusDays(1), TODAY);
    }

    @Test
    void aDayInWhichAWindowBeginsBetweenHoursStays() throws IOException {
        close();
        assertThat(apply(2, ZoneId.of("Asia/Kolkata"))).isPositive();
        assertThat(rawDays())
                .as("the month and the week began there at half past six in the evening before, UTC")
                .contains(LocalDate.parse("2026-10-31"), LocalDate.parse("2026-11-15"))
                .doesNotContain(LocalDate.parse("2026-11-01"));
    }

    private void close() throws IOException {
        assertThat(new DayCloser(files, history).close(TODAY, true, () -> false))
                .isEqualTo(DAYS - 1);
    }

    private int apply(int days, ZoneId zone) throws IOException {
        return new Retention(files, history).apply(NOW, days, tenant -> zone);
    }

    private List<LocalDate> rawDays() throws IOException {
        return files.days("t", FIRST, TODAY);
    }
}
