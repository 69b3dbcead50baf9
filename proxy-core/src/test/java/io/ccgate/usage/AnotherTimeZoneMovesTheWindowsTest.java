package io.ccgate.usage;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.history.ZoneRecount;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A reload that gives a tenant another time zone gives its windows other beginnings, and what lies between the old ones and the new
 * counts where it belongs, as it does after a restart.
 */
class AnotherTimeZoneMovesTheWindowsTest {
    /** Dollars, one request each: of the month before, of last week, of yesterday and of today, by UTC. */
    private static final Instant[] REQUESTS = {
        Instant.parse("2026-10-31T17:00:00Z"),
        Instant.parse("2026-11-14T20:00:00Z"),
        Instant.parse("2026-11-15T23:00:00Z"),
        Instant.parse("2026-11-21T15:59:00Z"),
        Instant.parse("2026-11-21T18:20:00Z"),
        Instant.parse("2026-11-22T02:00:00Z"),
        Instant.parse("2026-11-22T11:00:00Z"),
    };

    @TempDir
    Path data;

    private Instant now = NOON;
    private UsageBooks books = new UsageBooks(Path.of("unused"), NEVER, () -> now, List.of());

    @AfterEach
    void stop() {
        books.close(Duration.ofSeconds(10));
    }

    private static TenantConfig in(String zone) {
        return tenant("team", usd("1000"), usd("1000"), ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, Asia/Shanghai",
        "UTC, America/Los_Angeles",
        "Asia/Shanghai, UTC",
        "UTC, Asia/Kathmandu",
        "Asia/Kathmandu, Pacific/Kiritimati",
        "Pacific/Kiritimati, Pacific/Pago_Pago",
    })
    void asAfterARestart(String before, String after) throws Exception {
        ConfigSnapshot first = claude(in(before));
        begin(first);
        for (int i = 0; i < REQUESTS.length; i++) {
            now = REQUESTS[i];
            Admission.Granted granted = (Admission.Granted) books.admit(in(before), "claude-x", Estimate.NOTHING);
            TokenUsage dollars = new TokenUsage(0, (1 << i) * 1_000_000 / 15, 0, 0, 0, 0, 0);
            books.finish(summary(first, "r" + i, "team", now, dollars), granted.reservation());
        }
        now = NOON;
        Standing old = books.ledger().standing(in(before));

        ConfigSnapshot second = claude(in(after));
        begin(second);
        Standing expected = books.ledger().standing(in(after));
        assertThat(List.of(
                        expected.daily().micros(),
                        expected.weekly().micros(),
                        expected.monthly().micros()))
                .isNotEqualTo(List.of(
                        old.daily().micros(),
                        old.weekly().micros(),
                        old.monthly().micros()));

        begin(first);
        Admission running = books.admit(in(before), "claude-x", Estimate.exactly(5, 5));
        new ZoneRecount(books.history(), books.ledger(), () -> now, books::flush, id -> ZoneId.of(after))
                .follow(List.of(in(after)));
        await().untilAsserted(() -> {
            Standing moved = books.ledger().standing(in(after));
            assertThat(moved.daily()).isEqualTo(expected.daily());
            assertThat(moved.weekly()).isEqualTo(expected.weekly());
            assertThat(moved.monthly()).isEqualTo(expected.monthly());
            assertThat(moved.total()).isEqualTo(expected.total());
            assertThat(moved.fiveHour()).isEqualTo(expected.fiveHour());
            assertThat(moved.reservedMicros()).isEqualTo(5);
        });
        assertThat(running).isInstanceOf(Admission.Granted.class);
    }

    /** A restart with this configuration. */
    private void begin(ConfigSnapshot snapshot) throws IOException {
        books.close(Duration.ofSeconds(10));
        books = new UsageBooks(data, NEVER, () -> now, List.of());
        books.start(snapshot);
    }
}
