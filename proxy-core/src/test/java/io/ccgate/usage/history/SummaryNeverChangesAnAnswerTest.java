package io.ccgate.usage.history;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.claude;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Agent;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.Timeline;
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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a summary's state is, whole, missing, torn or older than its lines, every question is answered as from the lines. */
class SummaryNeverChangesAnAnswerTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-09-28");
    private static final LocalDate LAST = LocalDate.parse("2026-10-03");
    private static final List<String> TENANTS = List.of("one", "two");

    @TempDir
    Path data;

    private final ConfigSnapshot snapshot = claude();
    private final Random random = new Random(7);
    private UsageFiles files = new UsageFiles(Path.of("unused"));
    private UsageHistory history = new UsageHistory(files);
    private DayCloser closer = new DayCloser(files, history);
    private Map<String, List<String>> fromLines = Map.of();

    @BeforeEach
    void someDays() throws IOException {
        files = new UsageFiles(data.resolve("usage"));
        history = new UsageHistory(files);
        closer = new DayCloser(files, history);
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            write(day, 40);
        }
        fromLines = answers();
        assertThat(fromLines.get("two DAY")).isNotEmpty();
    }

    @Test
    void whole() throws IOException {
        assertThat(closeAll()).isEqualTo(12);
        assertThat(answers()).isEqualTo(fromLines);
        assertThat(closeAll()).as("nothing is left to do").isZero();
    }

    @Test
    void withoutItsLines() throws IOException {
        closeAll();
        for (String tenant : TENANTS) {
            for (LocalDate day : files.days(tenant, FIRST, LAST)) {
                Files.delete(files.file(tenant, day));
            }
        }
        assertThat(answers()).isEqualTo(fromLines);
        assertThat(history.days("one", FIRST.plusDays(1), LAST)).hasSize(5);
    }

    @Test
    void theDayThatRunsIsNotSummedUp() throws IOException {
        assertThat(closer.close(LAST, true, () -> false)).isEqualTo(10);
        assertThat(answers()).isEqualTo(fromLines);
    }

    @Test
    void olderThanItsLines() throws IOException {
        closeAll();
        write(FIRST.plusDays(2), 3);
        Map<String, List<String>> changed = answers();
        assertThat(changed).isNotEqualTo(fromLines);
        assertThat(closeAll()).as("both tenants wrote late").isEqualTo(2);
        assertThat(answers()).isEqualTo(changed);
    }

    @Test
    void tornAnywhereInItsLastBlock() throws IOException {
        closeAll();
        Path file = history.summaries().file("one", YearMonth.of(2026, 10), Grain.HOUR);
        byte[] whole = Files.readAllBytes(file);
        int lastBlock = SummaryFile.read(file).bodyOf(LAST);
        for (int cut = lastBlock - 60; cut < whole.length; cut += 13) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThat(answers()).as("cut at %d", cut).isEqualTo(fromLines);
        }
        assertThat(closeAll()).isEqualTo(1);
        assertThat(SummaryFile.read(file).foreignBytes()).isPositive();
        Files.delete(files.file("one", LAST));
        assertThat(answers()).as("written behind the torn one").isEqualTo(fromLines);
    }

    @Test
    void oneFlippedBitCostsOneDayOnly() throws IOException {
        closeAll();
        Path file = history.summaries().file("two", YearMonth.of(2026, 10), Grain.DAY);
        byte[] bytes = Files.readAllBytes(file);
        bytes[SummaryFile.read(file).bodyOf(LAST.minusDays(1)) + 5] ^= 4;
        Files.write(file, bytes);

        assertThat(SummaryFile.read(file).days())
                .contains(LAST, LAST.minusDays(2))
                .doesNotContain(LAST.minusDays(1));
        assertThat(answers()).isEqualTo(fromLines);
        assertThat(closeAll()).isEqualTo(1);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsHasNothing() throws IOException {
        closeAll();
        List<LocalDate> days = history.days("one", LAST.plusDays(1), LAST);
        assertThat(days).isEmpty();
    }

    @Test
    void aStartLooksAtWhatIsWrittenLastOnly() throws IOException {
        closeAll();
        Files.delete(history.summaries().file("one", YearMonth.of(2026, 10), Grain.SESSION));
        assertThat(closer.close(LAST.plusDays(1), false, () -> false)).isZero();
        assertThat(answers()).isEqualTo(fromLines);
        assertThat(closer.close(LAST.plusDays(1), true, () -> false)).isEqualTo(3);
        assertThat(answers()).isEqualTo(fromLines);
    }

    private int closeAll() throws IOException {
        return closer.close(LAST.plusDays(1), true, () -> false);
    }

    /** Every row of every grain, as text. */
    private Map<String, List<String>> answers() throws IOException {
        Map<String, List<String>> answers = new TreeMap<>();
        for (String tenant : TENANTS) {
            for (Grain grain : List.of(Grain.DAY, Grain.CLOCK, Grain.HOUR)) {
                List<String> rows = new ArrayList<>();
                Map<Object, Aggregate> sums = new HashMap<>();
                history.cells(
                        tenant,
                        FIRST,
                        LAST,
                        grain,
                        (cell, usage) -> sums.computeIfAbsent(cell, unused -> new Aggregate())
                                .add(usage));
                sums.forEach((cell, usage) -> rows.add(cell + " " + Arrays.toString(usage.numbers())));
                answers.put(tenant + " " + grain, rows.stream().sorted().toList());
            }
            List<String> rows = new ArrayList<>();
            SessionSums sessions = new SessionSums();
            history.sessions(tenant, FIRST, LAST, sessions);
            for (int place = 0; place < sessions.size(); place++) {
                rows.add(sessions.name(place) + " "
                        + Arrays.toString(sessions.usage(place).numbers()));
            }
            answers.put(tenant + " sessions", rows.stream().sorted().toList());
        }
        return answers;
    }

    private void write(LocalDate day, int requests) {
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        for (String tenant : TENANTS) {
            for (int i = 0; i < requests; i++) {
                Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(random.nextInt(86_400_000));
                journal.append(request(tenant, at), new Cost(random.nextInt(1 << 30), 5, 6, 7, 0), tenant, "p1");
            }
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
    }

    private ExchangeSummary request(String tenant, Instant at) {
        ExchangeSummary base =
                Fixtures.summary(snapshot, "r", tenant, at, new TokenUsage(random.nextInt(1 << 20), 2, 3, 4, 5, 0, 0));
        String model = Stream.of("opus", "sonnet", "häiku \"x\"").toList().get(random.nextInt(3));
        return new ExchangeSummary(
                base.snapshot(),
                base.requestId(),
                at,
                base.method(),
                base.path(),
                tenant,
                base.protocol(),
                random.nextBoolean() ? Agent.CODEX : Agent.CLAUDE_CODE,
                "s-" + random.nextInt(4),
                random.nextBoolean() ? "sub" : null,
                null,
                model,
                model,
                Fixtures.upstream("up" + random.nextInt(2), "1"),
                true,
                random.nextInt(5) > 0,
                base.tokens(),
                null,
                random.nextInt(6) == 0 ? 500 : 200,
                null,
                random.nextInt(1000),
                5,
                6,
                7,
                "x",
                "::1",
                List.of(),
                Timeline.NONE);
    }
}
