package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.cli.port.BookKeeper.Change;
import io.ccgate.cli.port.BookKeeper.Difference;
import io.ccgate.cli.port.UsageReader.Cache;
import io.ccgate.cli.port.UsageReader.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageIsAskedInManyWaysTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private final FakeProduct product = new FakeProduct();

    @TempDir
    Path folder;

    @Test
    void agentsAndSessionsAreGroupsToo() {
        CommandRun.of(product, "usage", "--by", "session", "--from", "2026-11-22", "--to", "2026-11-22");
        CommandRun.of(product, "usage", "--by", "agent", "--from", "2026-11-22", "--to", "2026-11-22");
        assertThat(product.asked)
                .satisfiesExactly(
                        one -> assertThat(one).endsWith("by=session, order=cost, limit=100]"),
                        two -> assertThat(two).contains("by=agent, order=key"));
    }

    @Test
    void theFirstGroupsAreShownAndTheOthersToldOf() {
        CommandRun.of(product, "usage", "--by", "session", "--limit", "0", "--order-by", "tokens");
        assertThat(product.asked.get(0)).endsWith("order=tokens, limit=2147483647]");
        assertThat(CommandRun.of(product, "usage", "--limit", "-1").code()).isEqualTo(2);

        Row row = new Row("s1", 2, 0, 1, 2, 0, 0, 500_000_000_000L, 10);
        product.rows = List.of(row);
        product.hiddenGroups = 41_999;
        CommandRun run = CommandRun.of(product, "usage", "--by", "session");
        assertThat(run.err()).contains("Shown are the first 1 of 42,000; --limit 0 shows all.");
    }

    @Test
    void watchingEndsAfterTheRefreshesThatWereAsked() {
        CommandRun run = CommandRun.of(product, "usage", "--watch", "1", "--refreshes", "2");
        assertThat(run.code()).isZero();
        assertThat(product.asked).hasSize(2);
        assertThat(run.out().lines()).hasSize(2);
        assertThat(CommandRun.of(product, "usage", "--watch", "0").code()).isEqualTo(2);
    }

    @Test
    void correctionsAreMarked() throws Exception {
        product.rows = List.of(
                new Row("2026-11-22", 2, 0, 1, 2, 0, 0, 500_000_000_000L, 10, Cache.NONE, 1, -250_000_000_000L));
        assertThat(CommandRun.of(product, "usage").out()).endsWith("1 corrections are part of it: $-0.2500\n");
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.of(product, "usage", "--format", "json").out());
        assertThat(json.at("/rows/0/corrections").asLong()).isEqualTo(1);
        assertThat(json.at("/rows/0/correctedUSD").decimalValue()).isEqualByComparingTo("-0.25");
    }

    @Test
    void theCacheReportIsInMoney() throws Exception {
        product.rows = List.of(new Row(
                "team",
                3,
                0,
                1_000,
                50,
                2_000,
                7_000,
                1,
                1,
                new Cache(18_900_000_000L, 1_500_000_000L, 500_000_000L, 1, 34_500_000_000L),
                0,
                0));
        CommandRun run = CommandRun.of(product, "usage", "cache");
        assertThat(run.out()).contains("""
            tenant  requests  hit %  cache read  cache write  saved USD  premium USD  lost USD  net USD  switches  switch USD
            """).contains("""
                team           3   70.0       7,000        2,000     0.0189       0.0015    0.0005   0.0174         1      0.0345
                """);
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.of(product, "usage", "cache", "--format", "json")
                        .out());
        assertThat(json.at("/total/savedUSD").decimalValue()).isEqualByComparingTo("0.0189");
        assertThat(CommandRun.of(product, "usage", "cache", "--format", "csv").out())
                .endsWith("team,3,70.0,7000,2000,0.0189,0.0015,0.0005,0.0174,1,0.0345\n");
    }

    @Test
    void repricingShowsFirstAndWritesWhenTold() {
        product.changes = List.of(new Change("team", 10, 4, 1, new BigDecimal("2.5"), new BigDecimal("1.25")));
        String config = folder.toString();
        CommandRun shown = CommandRun.of(product, "usage", "reprice", "--config", config, "--model", "claude-*");
        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("""
                    tenant  requests  changed  unpriced  before USD  after USD  difference USD
                    """)
                .contains("-1.2500")
                .endsWith("Nothing was written; --write adds 4 corrections.\n");
        assertThat(product.asked.get(0))
                .endsWith("currentMultipliers=false] false")
                .contains("Optional[claude-*]");

        CommandRun written = CommandRun.of(product, "usage", "reprice", "--config", config, "--write");
        assertThat(written.out()).endsWith("4 corrections written.\n");
        assertThat(product.asked.get(1)).endsWith(" true");
    }

    @Test
    void anInvoiceThatDiffersIsTheExitCode() {
        product.differences = List.of(
                new Difference(DAY, "claude-x", new BigDecimal("10"), new BigDecimal("10.05"), true),
                new Difference(DAY, "gpt-x", new BigDecimal("4"), new BigDecimal("3"), false));
        CommandRun run = CommandRun.of(product, "usage", "reconcile", "--invoice", "i.csv", "--upstream", "a,b");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("2026-11-22  gpt-x       4.0000     3.0000         -1.0000  -25.0  differs")
                .doesNotContain("claude-x")
                .contains("1 of 2 amounts agree within the tolerance");
        assertThat(product.asked.get(0)).contains("upstreams=[a, b]");

        product.differences = product.differences.subList(0, 1);
        assertThat(CommandRun.of(product, "usage", "reconcile", "--invoice", "i.csv")
                        .code())
                .isZero();
        assertThat(CommandRun.of(product, "usage", "reconcile").code()).isEqualTo(2);
    }
}
