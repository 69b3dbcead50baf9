package io.ccgate.usage.journal;

import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.claude;
import static io.ccgate.usage.Fixtures.summary;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.price.Charge;
import io.ccgate.usage.price.Cost;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line has CCGate's members in CCGate's order, ours after them, and is read back as it was written. */
class UsageLineKeepsTheFormatTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TokenUsage TOKENS = new TokenUsage(10, 20, 30, 40, 50, 6, 1);
    private static final Cost COST =
            new Cost(1_499_999, 1_500_000, 123_456_789_000_000L, 12_500_000_000L, 10_000_000_000L);

    @TempDir
    Path folder;

    @Test
    void membersAndTheirOrder() throws Exception {
        JsonNode line = JSON.readTree(line(summary(claude(), "req-1", "t", NOON, TOKENS)));

        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .startsWith(
                        "requestId",
                        "tenantId",
                        "timestamp",
                        "model",
                        "inputTokens",
                        "outputTokens",
                        "cacheCreationTokens",
                        "cacheReadTokens",
                        "totalTokens",
                        "inputCost",
                        "outputCost",
                        "cacheCreationCost",
                        "cacheReadCost",
                        "totalCost",
                        "duration",
                        "statusCode",
                        "errorType",
                        "upstream",
                        "userAgent",
                        "clientIP",
                        "metadata")
                .contains(
                        "protocol",
                        "agent",
                        "agentId",
                        "session",
                        "stream",
                        "attempts",
                        "ttft",
                        "upstreamModel",
                        "cacheCreation5mTokens",
                        "cacheCreation1hTokens",
                        "reasoningTokens",
                        "priceMultiplier",
                        "priceVersion",
                        "serviceTier",
                        "estimated",
                        "estimatedBecause",
                        "seq");
        assertThat(line.get("timestamp").asText()).isEqualTo("2026-11-22T12:00:00.000Z");
        assertThat(line.get("totalTokens").asLong()).isEqualTo(150);
        assertThat(line.get("inputCost").decimalValue()).isEqualByComparingTo("0.000001");
        assertThat(line.get("outputCost").decimalValue()).isEqualByComparingTo("0.000002");
        assertThat(line.get("cacheCreationCost").decimalValue()).isEqualByComparingTo("123.456789");
        assertThat(line.get("totalCost").decimalValue()).isEqualByComparingTo(new BigDecimal("123.479292"));
        assertThat(line.get("metadata").toString())
                .isEqualTo("{\"hasRequestBody\":true,\"requestBodySize\":789,\"responseBodySize\":1011}");
        assertThat(line.get("errorType").isNull()).isTrue();
        assertThat(line.get("attempts").get(0).toString())
                .isEqualTo("{\"upstream\":\"up\",\"model\":\"claude-x\",\"status\":200,\"error\":null,\"ms\":1200}");
    }

    @Test
    void anyTextComesBackAsItWas() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        all.append("\ud83d\ude00 end");
        String odd = all.toString();
        JsonNode line = JSON.readTree(line(summary(claude(), odd, "t", NOON, TOKENS)));
        assertThat(line.get("requestId").asText()).isEqualTo(odd);

        String half = "a\ud83d" + "b\ude00";
        assertThat(JSON.readTree(line(summary(claude(), half, "t", NOON, TOKENS)))
                        .get("requestId")
                        .asText())
                .isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void whatIsReadIsWhatWasBooked() throws Exception {
        ExchangeSummary summary = summary(claude(), "r", "t", NOON, TOKENS);
        Path file = Files.write(folder.resolve("f"), line(summary));
        List<Booked> read = new ArrayList<>();

        assertThat(LineReader.read(file, read::add)).isEqualTo(new LineReader.Result(1, 0, 7));
        assertThat(read)
                .containsExactly(Booked.of(
                        NOON.toEpochMilli(),
                        "claude-x",
                        "up",
                        "claude_code",
                        "s-1",
                        "",
                        TOKENS,
                        COST,
                        1234,
                        false,
                        true));
    }

    @Test
    void ccgatesOwnLinesAreReadAndGarbageIsCounted() throws Exception {
        Path file = folder.resolve("f");
        Files.writeString(file, """
            {"requestId":"x","tenantId":"t","timestamp":"2025-06-01T23:59:59.999Z","model":"claude-\\u0041\\"q","inputTokens":100,"outputTokens":5,"cacheCreationTokens":0,"cacheReadTokens":7,"totalTokens":112,"inputCost":0.0003,"outputCost":7.5e-05,"cacheCreationCost":0,"cacheReadCost":0.0000021,"totalCost":0.00037700000000000005,"duration":1500.5,"statusCode":500,"errorType":"api_error","upstream":"u","userAgent":"x","clientIP":"::1","metadata":{"timestamp":"no","hasRequestBody":true}}
            not json
            {"half":

            {"timestamp":"2025-06-01T00:00:00Z"}
            {"timestamp":"yesterday"}
            []
            """);
        List<Booked> read = new ArrayList<>();

        LineReader.Result result = LineReader.read(file, read::add);

        assertThat(result.bad()).isEqualTo(4);
        assertThat(read).hasSize(2);
        Booked first = read.get(0);
        assertThat(first.timestamp())
                .isEqualTo(Instant.parse("2025-06-01T23:59:59.999Z").toEpochMilli());
        assertThat(first.model()).isEqualTo("claude-A\"q");
        assertThat(first.amounts().outputCost()).isEqualTo(75);
        assertThat(first.totalCost()).isEqualTo(377);
        assertThat(first.amounts().cacheReadCost()).isEqualTo(2);
        assertThat(first.duration()).isEqualTo(1501);
        assertThat(first.error()).isTrue();
        assertThat(read.get(1).model()).isEqualTo(Booked.NO_MODEL);
    }

    private static byte[] line(ExchangeSummary summary) {
        LineBuffer buffer = new LineBuffer();
        LineEncoder.encode(summary, "t", Charge.of(COST), "p1", 7, buffer);
        byte[] line = new byte[buffer.length()];
        System.arraycopy(buffer.array(), 0, line, 0, line.length);
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("}\n");
        return line;
    }
}
