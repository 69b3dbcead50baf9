package io.ccgate.usage.reprice;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.price;
import static io.ccgate.usage.Fixtures.snapshot;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.ledger.Standing;
import io.ccgate.usage.verify.BooksCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices are put right while the gateway serves: its counters and its files know at once. */
class ARunningGatewayCorrectsItselfTest {
    private static final LocalDate TODAY = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
    private static final long CHARGED = 4_500;
    private static final long RIGHT = 3_000;

    @TempDir
    Path data;

    private final TenantConfig team = tenant("team", usd("100"));
    private final ConfigSnapshot wrong = claude(team);
    private final ConfigSnapshot right = snapshot(
            2,
            new PricingConfig(
                    List.of(price("claude-*", "2", "10", "2.5", "4", "0.2")), List.of(), new UnknownModel.Free(), "p2"),
            team);
    private UsageBooks books;

    ARunningGatewayCorrectsItselfTest() {
        books = new UsageBooks(Path.of("unused"), NEVER, () -> NOON, List.of());
    }

    @BeforeEach
    void start() throws IOException {
        open(NOON.minus(Duration.ofDays(1)));
        finish("yesterday", NOON.minus(Duration.ofDays(1)));
        books.close(Duration.ofSeconds(10));
        open(NOON);
        finish("today-1", NOON);
        finish("today-2", NOON);
        books.flush().join();
    }

    private void open(Instant now) throws IOException {
        books = new UsageBooks(data, NEVER, () -> now, List.of());
        books.start(right);
    }

    @AfterEach
    void stop() {
        books.close(Duration.ofSeconds(10));
    }

    @Test
    void countersAndFilesAtOnce() throws IOException {
        assertThat(standing().daily().micros()).isEqualTo(2 * CHARGED);

        assertThat(reprice()).containsExactly(new TenantChange("team", 3, 3, 0, 3 * CHARGED, 3 * RIGHT));

        assertThat(standing().daily().micros()).isEqualTo(2 * RIGHT);
        assertThat(standing().monthly().micros()).isEqualTo(3 * RIGHT);
        assertThat(standing().monthly().requests()).isEqualTo(3);
        assertThat(reprice()).as("again").containsExactly(new TenantChange("team", 3, 0, 0, 3 * RIGHT, 3 * RIGHT));

        finish("later", NOON);
        books.flush().join();
        Standing running = standing();
        assertThat(books.close(Duration.ofSeconds(10))).isTrue();
        BooksCheck.Result check = BooksCheck.run(data, Optional.empty(), LocalDate.EPOCH, TODAY);
        assertThat(check.ok()).as("%s", check.findings()).isTrue();
        assertThat(check.sums().totalCost()).isEqualTo(3 * RIGHT + CHARGED);
        open(NOON);
        assertThat(standing()).as("a restart counts the same").isEqualTo(running);
    }

    @Test
    void onlyByThePricesThatAreInForce() throws IOException {
        assertThatThrownBy(() -> reprice(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other prices in force");
        assertThat(standing().daily().micros()).isEqualTo(2 * CHARGED);
        try (var left = Files.list(RepriceNote.folder(data))) {
            assertThat(left).as("notes that are done with").isEmpty();
        }
    }

    @Test
    void withoutAGatewayNobodyAnswers() {
        books.close(Duration.ofSeconds(10));
        assertThatThrownBy(this::reprice).isInstanceOf(IOException.class).hasMessageContaining("ended");
    }

    private List<TenantChange> reprice() throws IOException {
        return reprice(right);
    }

    private List<TenantChange> reprice(ConfigSnapshot prices) throws IOException {
        RepriceScope scope = new RepriceScope(
                Optional.empty(), TODAY.minusDays(1), TODAY, Optional.empty(), Optional.empty(), false);
        return new RepriceVisit(data, Duration.ofSeconds(30)).ask(scope, prices.config());
    }

    private Standing standing() {
        return books.ledger().standing(team);
    }

    private void finish(String id, Instant at) {
        books.finish(summary(wrong, id, "team", at, new TokenUsage(1000, 100, 0, 0, 0, 0, 0)), null);
    }
}
