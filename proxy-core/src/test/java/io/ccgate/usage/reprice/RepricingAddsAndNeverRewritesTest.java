package io.ccgate.usage.reprice;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.price;
import static io.ccgate.usage.Fixtures.pricing;
import static io.ccgate.usage.Fixtures.snapshot;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.journal.LineReader;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.query.GroupBy;
import io.ccgate.usage.query.UsageRange;
import io.ccgate.usage.query.UsageReport;
import io.ccgate.usage.query.UsageRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 1,000 requests of 1,000 tokens in and 100 out were charged at $3 and $15 a million; $2 and $10 were right. */
class RepricingAddsAndNeverRewritesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final int REQUESTS = 100;
    /** 1,000 at 3 and 100 at 15 micro-dollars a token. */
    private static final long CHARGED = REQUESTS * 4_500L;

    private static final long RIGHT = REQUESTS * 3_000L;

    @TempDir
    Path data;

    private final TenantConfig team = tenant("team", usd("100"));
    private final ConfigSnapshot wrong = claude(team);
    private final Config right = snapshot(
                    2, pricing(new UnknownModel.Free(), price("claude-*", "2", "10", "2.5", "4", "0.2")), team)
            .config();

    private UsageFiles files() {
        return new UsageFiles(data.resolve("usage"));
    }

    @BeforeEach
    void wronglyCharged() throws IOException {
        UsageBooks books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(wrong);
        for (int i = 0; i < REQUESTS; i++) {
            books.finish(summary(wrong, "r" + i, "team", NOON, new TokenUsage(1000, 100, 0, 0, 0, 0, 0)), null);
        }
        books.close(Duration.ofSeconds(10));
    }

    private static RepriceScope scope(Optional<String> model) {
        return new RepriceScope(Optional.empty(), DAY, DAY, model.map(ModelPattern::new), Optional.empty(), false);
    }

    private Repricing repricing() {
        return new Repricing(files(), right, () -> NOON.plusSeconds(3600));
    }

    @Test
    void showingChangesNothing() throws IOException {
        byte[] before = Files.readAllBytes(files().file("team", DAY));

        assertThat(repricing().preview(scope(Optional.empty())))
                .containsExactly(new TenantChange("team", REQUESTS, REQUESTS, 0, CHARGED, RIGHT));
        assertThat(repricing().preview(scope(Optional.of("gpt-*"))))
                .containsExactly(new TenantChange("team", 0, 0, 0, 0, 0));
        assertThat(Files.readAllBytes(files().file("team", DAY))).isEqualTo(before);
    }

    @Test
    void correctionsStandBehindTheLinesAndCount() throws IOException {
        byte[] before = Files.readAllBytes(files().file("team", DAY));
        repricing().write(scope(Optional.empty()));

        byte[] after = Files.readAllBytes(files().file("team", DAY));
        assertThat(after).startsWith(before);
        Aggregate sums = sums();
        assertThat(sums.totalCost()).isEqualTo(RIGHT);
        assertThat(sums.requests()).as("corrections are no requests").isEqualTo(REQUESTS);
        assertThat(sums.errors()).isZero();
        assertThat(sums.input()).isEqualTo(REQUESTS * 1000L);
        assertThat(sums.corrections()).isEqualTo(REQUESTS);
        assertThat(sums.corrected()).isEqualTo(RIGHT - CHARGED);
    }

    @Test
    void theSecondTimeNothingIsLeftToDo() throws IOException {
        repricing().write(scope(Optional.empty()));
        long size = Files.size(files().file("team", DAY));

        assertThat(repricing().write(scope(Optional.empty())))
                .containsExactly(new TenantChange("team", REQUESTS, 0, 0, RIGHT, RIGHT));
        assertThat(Files.size(files().file("team", DAY))).isEqualTo(size);
    }

    @Test
    void whatWasCutOffIsFinishedTheNextTime() throws IOException {
        Path file = files().file("team", DAY);
        repricing().write(scope(Optional.empty()));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 20_000));

        repricing().write(scope(Optional.empty()));

        assertThat(sums().totalCost()).isEqualTo(RIGHT);
        assertThat(LineReader.read(file, record -> {}).bad()).isZero();
    }

    @Test
    void theLedgerCountsThemAfterAStart() throws IOException {
        repricing().write(scope(Optional.empty()));

        UsageBooks books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(wrong);
        try {
            assertThat(books.ledger().standing(team).daily().micros()).isEqualTo(RIGHT);
            assertThat(books.ledger().standing(team).daily().requests()).isEqualTo(REQUESTS);
        } finally {
            books.close(Duration.ofSeconds(10));
        }
    }

    @Test
    void aCorrectionHasTheUsualFormAndNamesWhatItCorrects() throws IOException {
        repricing().write(scope(Optional.empty()));

        List<String> lines = Files.readAllLines(files().file("team", DAY));
        JsonNode line = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(line.at("/correction/of").asText()).isEqualTo("r" + (REQUESTS - 1));
        assertThat(line.at("/correction/at").asText()).isEqualTo("2026-11-22T13:00:00.000Z");
        assertThat(line.get("timestamp").asText()).isEqualTo("2026-11-22T12:00:00.000Z");
        assertThat(line.get("totalCost").decimalValue()).isEqualByComparingTo("-0.0015");
        assertThat(line.get("inputCost").decimalValue()).isEqualByComparingTo("-0.001");
        assertThat(line.get("totalTokens").asLong()).isZero();
        assertThat(line.get("seq").asLong()).isEqualTo(2L * REQUESTS);
        assertThat(line.get("session").asText()).isEqualTo("s-1");
    }

    private Aggregate sums() throws IOException {
        List<UsageRow> rows = new UsageReport(files(), null, () -> NOON)
                .groups(List.of("team"), new UsageRange(DAY, DAY, GroupBy.MODEL))
                .rows();
        assertThat(rows).hasSize(1);
        return rows.get(0).usage();
    }
}
