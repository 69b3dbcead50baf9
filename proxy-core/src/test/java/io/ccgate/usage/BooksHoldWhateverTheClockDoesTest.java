package io.ccgate.usage;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.history.DayCloser;
import io.ccgate.usage.history.Grain;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.verify.BooksCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Midnight under load, a clock that steps back, an hour that comes twice: each request stands once, in the file of its day. */
class BooksHoldWhateverTheClockDoesTest {
    private static final int THREADS = 4;
    private static final int REQUESTS = 1500;

    @TempDir
    Path data;

    private final AtomicLong now = new AtomicLong();
    private final TenantConfig tenant = tenant("team", Window.UNLIMITED, Window.UNLIMITED, ZoneId.of("Europe/Berlin"));
    private final ConfigSnapshot snapshot = claude(tenant);
    private UsageBooks books;

    BooksHoldWhateverTheClockDoesTest() {
        books = new UsageBooks(Path.of("unused"), NEVER, () -> Instant.EPOCH, List.of());
    }

    @BeforeEach
    void start() throws IOException {
        now.set(Instant.parse("2026-10-24T20:00:00Z").toEpochMilli());
        open();
    }

    private void open() throws IOException {
        books = new UsageBooks(data, NEVER, () -> Instant.ofEpochMilli(now.get()), List.of());
        books.start(snapshot);
    }

    @Test
    void midnightUnderLoadWhileTheDayIsSummedUp() throws Exception {
        now.set(Instant.parse("2026-10-24T23:59:58Z").toEpochMilli());
        List<Thread> clients = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            String name = "t" + t + "-";
            Thread client = new Thread(() -> {
                for (int i = 0; i < REQUESTS; i++) {
                    finish(name + i);
                    now.incrementAndGet();
                }
            });
            clients.add(client);
            client.start();
        }
        DayCloser closer = new DayCloser(books.files(), books.history());
        for (boolean running = true; running; ) {
            running = clients.stream().anyMatch(Thread::isAlive);
            closer.close(today(), true, () -> false);
        }
        books.flush().get();
        closer.close(today(), true, () -> false);

        assertThat(byDay().keySet()).containsExactly("2026-10-24", "2026-10-25");
        assertThat(byDay().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(THREADS * REQUESTS);
        assertWhole(THREADS * REQUESTS);
    }

    @Test
    void aClockThatStepsBackOverMidnightAndARestart() throws Exception {
        now.set(Instant.parse("2026-10-25T00:10:00Z").toEpochMilli());
        finish("after");
        now.set(Instant.parse("2026-10-24T23:50:00Z").toEpochMilli());
        finish("before, and later");
        restart();
        finish("still before");
        now.set(Instant.parse("2026-10-25T00:20:00Z").toEpochMilli());
        finish("after again");
        restart();

        assertThat(byDay()).isEqualTo(Map.of("2026-10-24", 2L, "2026-10-25", 2L));
        assertWhole(4);
    }

    @Test
    void theHourThatComesTwice() throws Exception {
        // In Berlin two o'clock comes at 00:00 UTC and once more at 01:00 UTC.
        for (int minute = 0; minute < 180; minute += 10) {
            now.set(Instant.parse("2026-10-24T23:00:00Z").toEpochMilli()
                    + Duration.ofMinutes(minute).toMillis());
            finish("m" + minute);
            if (minute % 50 == 0) {
                restart();
            }
        }
        restart();
        Map<String, Long> hours = new TreeMap<>();
        books.history()
                .cells(
                        "team",
                        LocalDate.parse("2026-10-24"),
                        LocalDate.parse("2026-10-25"),
                        Grain.CLOCK,
                        (cell, sums) -> hours.merge(
                                Instant.ofEpochSecond(cell.hour() * 3600).toString(), sums.requests(), Long::sum));
        assertThat(hours)
                .isEqualTo(Map.of("2026-10-24T23:00:00Z", 6L, "2026-10-25T00:00:00Z", 6L, "2026-10-25T01:00:00Z", 6L));
        assertWhole(18);
    }

    /** A tenant's day begins anew at its midnight, however long that day was, also while requests end on all threads. */
    @Test
    void theDayOfTwentyFiveHoursUnderLoad() throws Exception {
        // Berlin's 25 October 2026: from 22:00 UTC of the 24th to 23:00 UTC of the 25th.
        long from = Instant.parse("2026-10-24T21:30:00Z").toEpochMilli();
        long step = Duration.ofMinutes(30).toMillis() / REQUESTS;
        assertThat(books.ledger().standing(tenant).daily().requests()).isZero();
        long[] days = new long[3];
        for (int half = 0; half < 54; half++) {
            long begin = from + half * Duration.ofMinutes(30).toMillis();
            List<Thread> clients = new ArrayList<>();
            String name = "h" + half + "-";
            for (int t = 0; t < THREADS; t++) {
                String mine = name + t + "-";
                Thread client = new Thread(() -> {
                    for (int i = 0; i < 20; i++) {
                        now.updateAndGet(at -> Math.max(at, begin) + step);
                        finish(mine + i);
                    }
                });
                clients.add(client);
                client.start();
            }
            for (Thread client : clients) {
                client.join();
            }
            if (half == 0 || half == 50 || half == 53) {
                days[half == 0 ? 0 : half == 50 ? 1 : 2] =
                        books.ledger().standing(tenant).daily().requests();
            }
        }
        int each = THREADS * 20;
        assertThat(days[0]).as("before midnight").isEqualTo(each);
        assertThat(days[1]).as("twenty-five hours").isEqualTo(50 * each);
        assertThat(days[2]).as("after the next midnight").isEqualTo(3 * each);
        assertThat(books.flush()).succeedsWithin(Duration.ofSeconds(10));
        assertWhole(54 * each);
    }

    private void restart() throws IOException {
        assertThat(books.close(Duration.ofSeconds(10))).isTrue();
        open();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(now.get()), ZoneOffset.UTC);
    }

    private void finish(String id) {
        Instant at = Instant.ofEpochMilli(now.get());
        books.finish(summary(snapshot, id, "team", at, new TokenUsage(1, 2, 3, 4, 5, 0, 0)), null);
    }

    private Map<String, Long> byDay() throws IOException {
        Map<String, Long> days = new TreeMap<>();
        books.history()
                .cells(
                        "team",
                        LocalDate.parse("2026-10-01"),
                        LocalDate.parse("2026-10-31"),
                        Grain.DAY,
                        (cell, sums) -> days.merge(
                                LocalDate.ofEpochDay(cell.hour() / 24).toString(), sums.requests(), Long::sum));
        return days;
    }

    /** Of one piece, and a start on it counts what the run before did. */
    private void assertWhole(long requests) throws IOException {
        Map<String, Long> before = counted();
        restart();
        assertThat(counted()).isEqualTo(before);
        assertThat(books.close(Duration.ofSeconds(10))).isTrue();
        BooksCheck.Result check = BooksCheck.run(data, Optional.empty(), LocalDate.EPOCH, today().plusYears(1));
        assertThat(check.findings()).isEmpty();
        assertThat(check.sums().requests()).isEqualTo(requests);
    }

    private Map<String, Long> counted() {
        Aggregate sum = new Aggregate();
        books.ledger().today("team", today()).forEach((cell, usage) -> sum.add(usage));
        return Map.of("requests", sum.requests(), "tokens", sum.tokens(), "micros", sum.totalCost());
    }
}
