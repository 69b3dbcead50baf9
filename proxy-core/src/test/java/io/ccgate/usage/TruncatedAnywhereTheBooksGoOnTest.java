package io.ccgate.usage;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.verify.BooksCheck;
import io.ccgate.usage.verify.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power loss leaves a file cut at any byte: a gateway that starts on it counts every whole line and no other, goes on behind them, and
 * leaves books in which nothing is torn, doubled or missing.
 */
class TruncatedAnywhereTheBooksGoOnTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @TempDir
    Path data;

    private final ConfigSnapshot snapshot = claude(tenant("team", usd("1000")));

    @Test
    void atEveryByteOfTheLastTwoLines() throws IOException {
        books(books -> {
            for (int i = 0; i < 4; i++) {
                finish(books, "r" + i);
            }
        });
        Path file = data.resolve("usage/team/2026-11/2026-11-22.json");
        byte[] whole = Files.readAllBytes(file);
        int secondEnd = ends(whole)[1];

        for (int cut = secondEnd; cut <= whole.length; cut++) {
            byte[] left = Arrays.copyOf(whole, cut);
            Files.write(file, left);
            long records =
                    ends(left).length + (cut < whole.length && left[cut - 1] == '}' && isEnd(whole, cut) ? 1 : 0);

            books(books -> {
                assertThat(counted(books)).isEqualTo(records);
                finish(books, "new");
                assertThat(counted(books)).isEqualTo(records + 1);
            });

            BooksCheck.Result check = BooksCheck.run(data, Optional.empty(), TODAY, TODAY);
            assertThat(check.findings())
                    .as("cut at %d", cut)
                    .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.PUT_ASIDE));
            assertThat(check.records()).as("cut at %d", cut).isEqualTo(records + 1);
        }
    }

    private static boolean isEnd(byte[] whole, int at) {
        return whole[at] == '\n';
    }

    private static int[] ends(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.chars().filter(c -> c == '\n').count() == 0
                ? new int[0]
                : IntStream.range(0, text.length())
                        .filter(i -> text.charAt(i) == '\n')
                        .map(i -> i + 1)
                        .toArray();
    }

    private void books(Consumer<UsageBooks> use) throws IOException {
        UsageBooks books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(snapshot);
        try {
            use.accept(books);
        } finally {
            assertThat(books.close(Duration.ofSeconds(10))).isTrue();
        }
    }

    private void finish(UsageBooks books, String id) {
        books.finish(summary(snapshot, id, "team", NOON, new TokenUsage(1, 2, 3, 4, 5, 0, 0)), null);
    }

    private static long counted(UsageBooks books) {
        Aggregate sum = new Aggregate();
        books.ledger().today("team", TODAY).forEach((cell, usage) -> sum.add(usage));
        return sum.requests();
    }
}
