package io.ccgate.usage.journal;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick reader counts what the thorough one does, whatever stands in a file. */
class LimitsAreReadAsTheLinesSayTest {
    private static final String CCGATES =
            "{\"requestId\":\"c1\",\"tenantId\":\"t\",\"timestamp\":\"2026-11-22T09:00:00.000Z\","
                    + "\"model\":\"opus\",\"inputTokens\":10,\"outputTokens\":20,\"cacheCreationTokens\":0,\"cacheReadTokens\":0,\"totalTokens\":30,\"inputCost\":%s,\"outputCost\":0.5,\"cacheCreationCost\":0,\"cacheReadCost\":0,\"totalCost\":%s,\"duration\":5,\"statusCode\":200,\"upstream\":\"u\",\"metadata\":{\"hasRequestBody\":true}}\n";

    @TempDir
    Path data;

    private final Random random = new Random(11);
    private final ConfigSnapshot snapshot = claude();
    private Path file = Path.of("unused");

    @BeforeEach
    void write() {
        UsageFiles files = new UsageFiles(data.resolve("usage"));
        Journal journal = new Journal(files, NEVER, List.of());
        journal.start();
        for (int i = 0; i < 300; i++) {
            journal.append(
                    summary(
                            snapshot,
                            i % 7 == 0 ? "r\"billable\":false," + i : "r" + i,
                            "team",
                            NOON.plus(Duration.ofMinutes(random.nextInt(700))),
                            new TokenUsage(random.nextInt(1 << 20), 2, 3, 4, 5, 0, 0)),
                    new Cost(random.nextLong(1L << 50), random.nextInt(1 << 30), 6, 7, 0),
                    "team",
                    "p1");
        }
        assertThat(journal.close(Duration.ofSeconds(10))).isTrue();
        file = files.file("team", LocalDate.ofInstant(NOON, ZoneOffset.UTC));
    }

    @Test
    void oursAndCcgates() throws IOException {
        String lines = Files.readString(file)
                + CCGATES.formatted("0.1", "0.6")
                + CCGATES.formatted("1e-7", "0.5000001")
                + CCGATES.formatted("0.1", "-3")
                + CCGATES.formatted("0.1", "123456789012345678901")
                + CCGATES.formatted("0.1", "0.6").replace("opus", "op\\u0075s")
                + CCGATES.formatted("0.1", "0.6").replace("opus", "")
                + CCGATES.formatted("0.1", "0.6").replace("T09", "T9x")
                + CCGATES.formatted("0.1", "0.6").replace("\"metadata\"", "\"billable\":false,\"metadata\"")
                + CCGATES.formatted("0.1", "-0.6")
                        .replace("\"metadata\"", "\"correction\":{\"of\":\"c1\"},\"billable\":true,\"metadata\"")
                + CCGATES.formatted("0.1", "0.6").replace("\"inputTokens\":10,", "")
                + "\n{}\nnot JSON\n[1,2]\n";
        Files.writeString(file, lines);
        assertSame();
    }

    @Test
    void cutAnywhere() throws IOException {
        byte[] all = Files.readAllBytes(file);
        byte[] tail = Arrays.copyOfRange(all, all.length - 3000, all.length);
        for (int cut = 0; cut < tail.length; cut += 7) {
            Files.write(file, Arrays.copyOf(tail, cut));
            assertSame();
            Files.write(
                    file, (new String(tail, 0, cut, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
            assertSame();
        }
    }

    private void assertSame() throws IOException {
        Map<String, List<Long>> quick = new TreeMap<>();
        long bad = LimitLines.read(
                file, (hour, model, micros, tokens, requests) -> add(quick, hour, model, micros, tokens, requests));
        Map<String, List<Long>> thorough = new TreeMap<>();
        LineReader.Result result = LineReader.read(
                file,
                record -> add(
                        thorough,
                        Math.floorDiv(record.timestamp(), 3_600_000L),
                        record.model(),
                        record.totalCost(),
                        record.tokens(),
                        record.counted() ? record.requests() : 0));
        assertThat(quick).isEqualTo(thorough);
        assertThat(bad).isEqualTo(result.bad());
    }

    private static void add(
            Map<String, List<Long>> sums, long hour, String model, long micros, long tokens, long requests) {
        sums.merge(
                hour + " " + model,
                List.of(micros, tokens, requests),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
    }
}
