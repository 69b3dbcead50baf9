package io.ccgate.usage.verify;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.history.DayCloser;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.verify.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which books can go wrong is named, with its place; whole books give no finding at all. */
class VerifyFindsWhatIsWrongTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @TempDir
    Path data;

    private Path file = Path.of("unused");
    private List<String> lines = List.of();

    @BeforeEach
    void eightLines() throws IOException {
        UsageFiles files = new UsageFiles(data.resolve("usage"));
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        for (int i = 1; i <= 8; i++) {
            journal.append(
                    summary(claude(), "r" + i, "t", NOON, new TokenUsage(10, 20, 30, 40, 50, 0, 0)),
                    new Cost(3_000_000, 5_400_000, 7_000_000, 0, 0),
                    "t",
                    "p1");
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
        file = files.file("t", DAY);
        lines = Files.readAllLines(file);
    }

    @Test
    void wholeBooks() throws IOException {
        BooksCheck.Result result = check();
        assertThat(result.findings()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(result.records()).isEqualTo(8);
        assertThat(result.sums().tokens()).isEqualTo(8 * 150);
    }

    @Test
    void aLineThatIsGone() throws IOException {
        write(without(2), "");
        assertThat(found()).containsExactly("missing 0: number 3");
    }

    @Test
    void severalLinesThatAreGone() throws IOException {
        write(lines.subList(4, 8), "");
        assertThat(found()).containsExactly("missing 0: numbers 1 to 4 (4 lines)");
    }

    @Test
    void aLineThatStandsTwice() throws IOException {
        List<String> doubled = new ArrayList<>(lines);
        doubled.add(lines.get(4));
        write(doubled, "");
        assertThat(found())
                .containsExactly("doubled 9: number 5 stands twice", "doubled 9: request r5 is already in line 5");
    }

    @Test
    void garbageInTheMiddle() throws IOException {
        List<String> broken = new ArrayList<>(lines);
        broken.set(3, lines.get(3).substring(0, 100));
        write(broken, "");
        assertThat(found()).containsExactly("unreadable 4: 100 bytes that are no record", "missing 0: number 4");
    }

    @Test
    void aTornEndIsNoProblem() throws IOException {
        write(lines, lines.get(0).substring(0, 55));
        assertThat(check().ok()).isTrue();
        assertThat(found()).containsExactly("torn 9: 55 bytes of a torn record; the next start puts them aside");
    }

    @Test
    void sumsThatDoNotAddUp() throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.get(0).replace("\"totalTokens\":150", "\"totalTokens\":151"));
        changed.set(1, lines.get(1).replace("\"totalCost\":0.000015", "\"totalCost\":0.5"));
        write(changed, "");
        assertThat(found())
                .containsExactly(
                        "wrong_sum 1: totalTokens is not the sum of its parts",
                        "wrong_sum 2: totalCost is not the sum of its parts");
    }

    @Test
    void aLineOfAnotherDayOrTenant() throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.get(0).replace("2026-11-22T12", "2026-11-21T12"));
        changed.set(1, lines.get(1).replace("\"tenantId\":\"t\"", "\"tenantId\":\"x\""));
        write(changed, "");
        assertThat(found())
                .containsExactly("misplaced 1: it is of 2026-11-21T12:00:00.000Z", "misplaced 2: it is of tenant x");
    }

    @Test
    void anEndThatWasCutOffAfterTheDayWasSummedUp() throws IOException {
        UsageFiles files = new UsageFiles(data.resolve("usage"));
        new DayCloser(files, new UsageHistory(files)).close(DAY.plusDays(1), true, () -> false);
        assertThat(found()).isEmpty();
        write(lines.subList(0, 6), "");
        assertThat(found()).containsExactly("missing 0: the summary counted lines up to number 8, the file ends at 6");
    }

    @Test
    void aSummaryThatLies() throws IOException {
        UsageFiles files = new UsageFiles(data.resolve("usage"));
        new DayCloser(files, new UsageHistory(files)).close(DAY.plusDays(1), true, () -> false);
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.get(0).replace("\"upstream\":\"up\"", "\"upstream\":\"pu\""));
        write(changed, "");
        assertThat(check().findings()).extracting(Finding::kind).containsExactly(Kind.WRONG_SUMMARY);
    }

    private List<String> without(int index) {
        List<String> rest = new ArrayList<>(lines);
        rest.remove(index);
        return rest;
    }

    private void write(List<String> content, String rest) throws IOException {
        Files.writeString(file, String.join("\n", content) + "\n" + rest);
    }

    private List<String> found() throws IOException {
        return check().findings().stream()
                .map(finding -> finding.kind().id() + " " + finding.line() + ": " + finding.detail())
                .toList();
    }

    private BooksCheck.Result check() throws IOException {
        return BooksCheck.run(data, Optional.empty(), LocalDate.EPOCH, DAY.plusYears(1));
    }
}
