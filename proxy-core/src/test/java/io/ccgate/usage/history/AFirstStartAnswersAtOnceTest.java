package io.ccgate.usage.history;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.limits;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.Standing;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many days of lines without sums: running windows are right before the first request, totals as soon as they are counted. */
class AFirstStartAnswersAtOnceTest {
    private static final LocalDate TODAY = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
    private static final int DAYS = 90;
    private static final int OF_NOVEMBER = 22;
    private static final Estimate SMALL = new Estimate(10, 10, 1, 1);

    @TempDir
    Path data;

    private final ConfigSnapshot snapshot = claude();
    private final Ledger ledger = new Ledger(() -> NOON);
    private UsageFiles files = new UsageFiles(Path.of("unused"));

    @BeforeEach
    void write() {
        files = new UsageFiles(data.resolve("usage"));
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        for (int back = 0; back < DAYS; back++) {
            Instant at = NOON.minus(Duration.ofDays(back));
            journal.append(
                    summary(snapshot, "r" + back, "team", at, new TokenUsage(1, 1, 0, 0, 0, 0, 0)),
                    new Cost(1_000_000, 0, 0, 0, 0),
                    "team",
                    "p1");
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void windowsAreRightAndWhoHasATotalWaits() throws IOException {
        Past past = past(0);
        past.open();

        TenantConfig monthly = tenant("team", Window.UNLIMITED);
        Standing standing = ledger.standing(monthly);
        assertThat(standing.monthly().requests()).isEqualTo(OF_NOVEMBER);
        assertThat(standing.daily().requests()).isEqualTo(1);
        assertThat(ledger.reserve(monthly, "claude-x", SMALL)).isInstanceOf(Admission.Granted.class);

        TenantConfig endless = total(DAYS + 5, ZoneOffset.UTC);
        assertThat(ledger.reserve(endless, "claude-x", SMALL)).isInstanceOf(Admission.NotYet.class);
        assertThat(past.count(() -> true)).as("told to stop").isFalse();
        assertThat(ledger.reserve(endless, "claude-x", SMALL)).isInstanceOf(Admission.NotYet.class);
        assertThat(past.count(() -> false)).isTrue();

        assertThat(ledger.standing(monthly).total().requests()).isEqualTo(DAYS);
        assertThat(ledger.standing(monthly).monthly().requests()).isEqualTo(OF_NOVEMBER);
        assertThat(ledger.reserve(endless, "claude-x", SMALL)).isInstanceOf(Admission.Granted.class);
        assertThat(ledger.reserve(total(DAYS, ZoneOffset.UTC), "claude-x", SMALL))
                .isInstanceOf(Admission.Refused.class);
        assertThat(summaries())
                .as("the running month is summed up by the hourly pass")
                .isEqualTo(DAYS - OF_NOVEMBER);
    }

    @Test
    void fewDaysAreCountedBeforeTheFirstRequest() throws IOException {
        Past past = past(Long.MAX_VALUE);
        past.open();
        assertThat(ledger.standing(total(1, ZoneOffset.UTC)).total().requests()).isEqualTo(DAYS);
    }

    @Test
    void theNextStartIsQuickWhateverThereIs() throws IOException {
        Past first = past(0);
        first.open();
        first.count(() -> false);

        Ledger next = new Ledger(() -> NOON);
        new Past(files, new UsageHistory(files), next, id -> ZoneId.of("Asia/Kolkata"), NOON, () -> true, 0).open();
        TenantConfig tenant = total(DAYS, ZoneId.of("Asia/Kolkata"));
        assertThat(next.standing(tenant).total().requests()).isEqualTo(DAYS);
        assertThat(next.standing(tenant).monthly().requests()).isEqualTo(OF_NOVEMBER);
    }

    @Test
    void sumsThatCannotBeWrittenKeepNobodyOut() throws IOException {
        Files.writeString(data.resolve("summaries"), "no folder");
        Past past = past(0);
        past.open();
        assertThat(past.count(() -> false)).isTrue();
        TenantConfig tenant = total(DAYS, ZoneOffset.UTC);
        assertThat(ledger.standing(tenant).total().requests()).isEqualTo(DAYS);
        assertThat(ledger.standing(tenant).monthly().requests()).isEqualTo(OF_NOVEMBER);
    }

    private Past past(long atOnceBytes) {
        return new Past(files, new UsageHistory(files), ledger, id -> ZoneOffset.UTC, NOON, () -> true, atOnceBytes);
    }

    /** May make so many requests in all. */
    private static TenantConfig total(long requests, ZoneId zone) {
        Window free = Window.UNLIMITED;
        Window most = new Window(Optional.empty(), OptionalLong.empty(), OptionalLong.of(requests));
        return tenant("team", limits(new Windows(free, free, free, free, most), zone));
    }

    private int summaries() throws IOException {
        int days = 0;
        SummaryFiles summaries = SummaryFiles.beside(files);
        for (YearMonth month : summaries.months("team", Grain.DAY)) {
            days += SummaryFile.read(summaries.file("team", month, Grain.DAY))
                    .days()
                    .size();
        }
        return days;
    }
}
