package io.ccgate.usage;

import static io.ccgate.usage.Fixtures.NEVER;
import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.query.GroupBy;
import io.ccgate.usage.query.UsageQuery;
import io.ccgate.usage.query.UsageRange;
import io.ccgate.usage.query.UsageReport;
import io.ccgate.usage.query.UsageRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The books as a whole: what is finished is counted, answered, written, and known again after a restart. */
class UsageBooksTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @TempDir
    Path data;

    private final TenantConfig tenant = tenant("team", usd("1"));
    private final ConfigSnapshot snapshot = claude(tenant);
    private UsageBooks books;

    UsageBooksTest() {
        books = new UsageBooks(Path.of("unused"), NEVER, () -> NOON, List.of());
    }

    @BeforeEach
    void start() throws IOException {
        books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(snapshot);
    }

    @AfterEach
    void stop() {
        books.close(Duration.ofSeconds(10));
    }

    @Test
    void sumsEqualAnIndependentDecimalModelBeforeAndAfterARestart() throws Exception {
        Random random = new Random(3);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 500; i++) {
            TokenUsage tokens = new TokenUsage(
                    random.nextInt(1000), random.nextInt(500), random.nextInt(300), 0, random.nextInt(9000), 0, 0);
            books.finish(summary(snapshot, "r" + i, "team", NOON, tokens), null);
            sum = sum.add(new BigDecimal(tokens.input() * 3)
                    .add(new BigDecimal(tokens.output() * 15))
                    .add(new BigDecimal("3.75").multiply(BigDecimal.valueOf(tokens.cacheCreation5m())))
                    .add(new BigDecimal("0.3").multiply(BigDecimal.valueOf(tokens.cacheRead())))
                    .movePointLeft(6)
                    .setScale(6, RoundingMode.HALF_UP));
        }
        JsonNode before = books.query().tenant(tenant, Optional.empty());
        assertThat(before.at("/data/usage/todayUsage/totalCost").decimalValue()).isEqualByComparingTo(sum);
        assertThat(before.at("/data/usage/limits/usd/used").decimalValue()).isEqualByComparingTo(sum);

        restart();

        assertThat(books.query().tenant(tenant, Optional.empty())).isEqualTo(before);
        assertThat(new UsageQuery(new UsageReport(books.files(), null, () -> NOON), null)
                        .tenant(tenant, Optional.empty()))
                .as("the same from the files alone")
                .isEqualTo(before);
    }

    @Test
    void aBudgetUsedUpBeforeTheRestartIsUsedUpAfterIt() throws Exception {
        Admission admission = admit(3000, 1000);
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        assertThat(books.ledger().standing(tenant).reservedMicros())
                .as("1,000 tokens in at the price of a cache write, 1,000 out")
                .isEqualTo(3_750 + 15_000);
        books.finish(
                summary(snapshot, "r", "team", NOON, new TokenUsage(0, 100_000, 0, 0, 0, 0, 0)),
                ((Admission.Granted) admission).reservation());
        assertThat(books.ledger().standing(tenant).reservedMicros()).isZero();
        assertThat(admit(0, 1)).isInstanceOf(Admission.Refused.class);

        restart();

        Admission after = admit(0, 1);
        assertThat(after)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.used()).isEqualTo(1_500_000));
    }

    @Test
    void theAnswersHaveCcgatesShape() throws Exception {
        books.finish(summary(snapshot, "r", "team", NOON, new TokenUsage(1000, 200, 0, 0, 0, 0, 0)), null);

        ObjectNode answer = books.query().tenant(tenant, Optional.empty());
        assertThat(answer.toString())
                .isEqualTo("{\"success\":true,\"type\":\"tenant\",\"data\":{\"usage\":{\"tenantId\":\"team\","
                        + "\"date\":\"2026-11-22\",\"limits\":{\"usd\":{\"used\":0.006,\"limit\":1,\"percentage\":0.6,"
                        + "\"exceeded\":false}},\"todayUsage\":{" + sums() + ",\"byModel\":{\"claude-x\":{" + sums()
                        + "}},\"byHour\":{\"12\":{" + sums() + "}}}},\"tenant\":{\"id\":\"team\",\"name\":\"TEAM\"}}}");

        ObjectNode upstreams =
                JsonNodeFactory.instance.objectNode().put("total", 3).put("healthy", 2);
        JsonNode admin = books.query().admin(List.of(tenant), upstreams, Optional.empty());
        assertThat(admin.at("/data/usage/todayUsage").properties().stream().map(entry -> entry.getKey()))
                .containsExactly("totalRequests", "totalTokens", "totalCost", "errorRate", "byModel");
        assertThat(admin.at("/data/usage/limits").isNull()).isTrue();
        assertThat(admin.at("/data/usage/tenants/0/usage/totalTokens").asLong()).isEqualTo(1200);
        assertThat(admin.at("/data/system").toString())
                .isEqualTo("{\"totalRequests\":1,\"totalCost\":0.006,\"activeTenants\":1,\"totalUpstreams\":3,"
                        + "\"healthyUpstreams\":2}");
    }

    private static String sums() {
        return "\"totalRequests\":1,\"totalTokens\":1200,\"inputTokens\":1000,\"outputTokens\":200,"
                + "\"cacheCreationTokens\":0,\"cacheReadTokens\":0,\"totalCost\":0.006,\"inputCost\":0.003,"
                + "\"outputCost\":0.003,\"cacheCreationCost\":0,\"cacheReadCost\":0,\"avgCost\":0.006,"
                + "\"totalDuration\":1234,\"avgDuration\":1234,\"errorCount\":0,\"errorRate\":0";
    }

    @Test
    void rangesAreGroupedFromFilesAndTheRunningDay() throws Exception {
        Path yesterday = books.files().file("team", TODAY.minusDays(1));
        Files.createDirectories(yesterday.resolveSibling("."));
        Files.writeString(
                yesterday,
                "{\"timestamp\":\"2026-11-21T08:00:00.000Z\",\"model\":\"old\",\"upstream\":\"u0\",\"totalCost\":0.5}\n");
        books.finish(summary(snapshot, "r", "team", NOON, new TokenUsage(1000, 200, 0, 0, 0, 0, 0)), null);
        books.flush().get();

        assertThat(keys(GroupBy.DAY)).containsExactly("2026-11-21", "2026-11-22");
        assertThat(keys(GroupBy.HOUR)).containsExactly("2026-11-21T08", "2026-11-22T12");
        assertThat(keys(GroupBy.MODEL)).containsExactly("claude-x", "old");
        assertThat(keys(GroupBy.UPSTREAM)).containsExactly("u0", "up");
        assertThat(keys(GroupBy.TENANT)).containsExactly("team");
        assertThat(keys(GroupBy.AGENT)).containsExactly("", "claude_code");
        assertThat(keys(GroupBy.SESSION)).containsExactly("", "s-1");
        JsonNode range = books.query().range(List.of("team"), range(GroupBy.DAY));
        assertThat(range.at("/total/totalCost").decimalValue()).isEqualByComparingTo("0.506");
        assertThat(range.at("/groups/0/key").asText()).isEqualTo("2026-11-21");
    }

    private List<String> keys(GroupBy groupBy) throws IOException {
        return new UsageReport(books.files(), books.ledger(), () -> NOON)
                .groups(List.of("team"), range(groupBy)).rows().stream()
                        .map(UsageRow::key)
                        .toList();
    }

    private static UsageRange range(GroupBy groupBy) {
        return new UsageRange(TODAY.minusDays(7), TODAY, groupBy);
    }

    @Test
    void aSecondGatewayOnTheSameFolderIsTurnedAwayByName() {
        UsageBooks second = new UsageBooks(data, NEVER, () -> NOON, List.of());

        assertThatThrownBy(() -> second.start(snapshot))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void requestsOfUnknownCallersAndWithoutUpstreamAreNotBooked() throws Exception {
        ExchangeSummary good = summary(snapshot, "r", "team", NOON, TokenUsage.NONE);
        books.finish(withoutUpstream(good), null);
        books.flush().get();

        assertThat(books.files().file("team", TODAY)).doesNotExist();
        assertThat(books.query()
                        .tenant(tenant("team", Window.UNLIMITED), Optional.empty())
                        .at("/data/usage/todayUsage/totalRequests")
                        .asLong())
                .isZero();
    }

    private static ExchangeSummary withoutUpstream(ExchangeSummary s) {
        return new ExchangeSummary(
                s.snapshot(),
                s.requestId(),
                s.timestamp(),
                s.method(),
                s.path(),
                s.tenantId(),
                s.protocol(),
                s.agent(),
                s.session(),
                s.agentId(),
                s.parentAgentId(),
                s.model(),
                s.upstreamModel(),
                null,
                s.stream(),
                s.billable(),
                s.tokens(),
                s.estimatedBecause(),
                503,
                "no_upstream",
                1,
                -1,
                1,
                1,
                s.userAgent(),
                s.clientIp(),
                List.of(),
                Timeline.NONE);
    }

    private Admission admit(long requestBytes, long maxOutput) {
        Estimate estimate = books.estimate(snapshot, null, "claude-x", "claude-x", new Asked(requestBytes, maxOutput));
        return books.admit(tenant, "claude-x", Objects.requireNonNull(estimate));
    }

    private void restart() throws IOException {
        assertThat(books.close(Duration.ofSeconds(10))).isTrue();
        books = new UsageBooks(data, NEVER, () -> NOON, List.of());
        books.start(snapshot);
    }
}
