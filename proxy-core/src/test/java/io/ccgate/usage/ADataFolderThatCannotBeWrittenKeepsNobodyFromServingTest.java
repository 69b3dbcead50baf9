package io.ccgate.usage;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.journal.DataFolderInUse;
import io.ccgate.usage.verify.BooksCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read-only or full at the start: the gateway serves, says so, and writes everything down when it can. */
class ADataFolderThatCannotBeWrittenKeepsNobodyFromServingTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @TempDir
    Path folder;

    private final ConfigSnapshot snapshot = claude(tenant("team", usd("1000")));

    @Test
    void recordsWaitUntilItCan() throws IOException {
        Path data = folder.resolve("data");
        Files.writeString(data, "where a folder should be");
        UsageBooks books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(snapshot);

        assertThat(books.health().ok()).as("told before the first record").isFalse();
        assertThat(books.health().problem()).isPresent();
        finish(books, "r1");
        assertThat(counted(books)).isEqualTo(1);

        Files.delete(data);
        await().atMost(Duration.ofSeconds(20)).until(() -> books.health().ok());
        finish(books, "r2");
        assertThatThrownBy(() -> new UsageBooks(data, NEVER, () -> NOON, List.of()).start(snapshot))
                .as("now it is taken")
                .isInstanceOf(DataFolderInUse.class);
        assertThat(books.close(Duration.ofSeconds(10))).isTrue();

        BooksCheck.Result check = BooksCheck.run(data, Optional.empty(), TODAY, TODAY);
        assertThat(check.findings()).isEmpty();
        assertThat(check.records()).isEqualTo(2);
        assertThat(books.health().dropped()).isZero();
    }

    @Test
    void whatItHoldsIsCountedAllTheSame() throws IOException {
        Path data = folder.resolve("data");
        UsageBooks before = new UsageBooks(data, NEVER, () -> NOON, List.of());
        before.start(snapshot);
        finish(before, "r1");
        before.close(Duration.ofSeconds(10));
        // No file can be made where a folder is.
        Files.delete(data.resolve(".lock"));
        Files.createDirectory(data.resolve(".lock"));

        UsageBooks books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(snapshot);
        assertThat(counted(books)).isEqualTo(1);
        finish(books, "r2");
        assertThat(counted(books)).isEqualTo(2);
        assertThat(BooksCheck.run(data, Optional.empty(), TODAY, TODAY).records())
                .as("nothing is written without the lock")
                .isEqualTo(1);

        Files.delete(data.resolve(".lock"));
        assertThat(books.close(Duration.ofSeconds(10))).isTrue();
        assertThat(BooksCheck.run(data, Optional.empty(), TODAY, TODAY).records())
                .isEqualTo(2);
    }

    private void finish(UsageBooks books, String id) {
        books.finish(summary(snapshot, id, "team", NOON, new TokenUsage(1, 2, 3, 4, 5, 0, 0)), null);
    }

    private static long counted(UsageBooks books) {
        return books.ledger().standing(tenant("team", usd("1000"))).daily().requests();
    }
}
