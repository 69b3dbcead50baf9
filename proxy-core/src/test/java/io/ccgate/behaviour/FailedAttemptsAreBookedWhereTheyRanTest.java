package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.usage.history.Grain;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upstream may bill for an attempt that failed is in the request's one line, and counts at that upstream. */
class FailedAttemptsAreBookedWhereTheyRanTest {
    private static final String ASK =
            RawClient.post("/v1/messages", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
    private static final String START =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"x\",\"usage\":"
                    + "{\"input_tokens\":1000,\"cache_read_input_tokens\":2000,\"output_tokens\":1}}}\n\n";
    private static final String GOOD = START
            + "event: content_block_start\n"
            + "data:"
            + " {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
            + "event: content_block_delta\n"
            + "data:"
            + " {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}\n\n"
            + "event: message_delta\n"
            + "data:"
            + " {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":10}}\n\n"
            + "event: message_stop\n"
            + "data: {\"type\":\"message_stop\"}\n\n";

    @TempDir
    Path folder;

    @Test
    void aStreamThatBeganAndWasCutBeforeItsFirstContent() throws Exception {
        try (RawUpstream first = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(START));
                    connection.reset();
                });
                RawUpstream second = RawUpstream.answering(RawUpstream.stream(GOOD));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("first", first.url(), "anthropic", "")
                        .upstream("second", second.url(), "anthropic", ", \"priceMultiplier\": 2")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(200);

            JsonNode line = Records.one(gateway);
            assertThat(line.path("upstream").asText()).isEqualTo("second");
            assertThat(line.path("inputTokens").asLong()).isEqualTo(2000);
            assertThat(line.path("cacheReadTokens").asLong()).isEqualTo(4000);
            assertThat(line.path("estimated").asBoolean()).isTrue();
            assertThat(line.path("estimatedBecause").asText()).isEqualTo("upstream_cut");
            JsonNode failed = line.path("attempts").get(0);
            JsonNode served = line.path("attempts").get(1);
            assertThat(failed.path("aside").asBoolean()).isTrue();
            assertThat(failed.path("inputTokens").asLong()).isEqualTo(1000);
            assertThat(served.path("aside").asBoolean(true)).isFalse();
            assertThat(served.path("outputTokens").asLong()).isEqualTo(10);
            assertThat(failed.path("totalCost").decimalValue())
                    .as("1000 × 3 $ + 2000 × 0.3 $ + 1 × 15 $ a million")
                    .isEqualByComparingTo("0.003615");
            assertThat(served.path("totalCost").decimalValue())
                    .as("twice 1000 × 3 $ + 2000 × 0.3 $ + 10 × 15 $ a million")
                    .isEqualByComparingTo("0.0075");
            assertThat(line.path("totalCost").decimalValue())
                    .isEqualByComparingTo(sum(failed.path("totalCost"), served.path("totalCost")));

            assertThat(byUpstream(gateway)).isEqualTo(Map.of("first", "0 of 3615", "second", "1 of 7500"));
            assertThat(fromFile(gateway)).isEqualTo(byUpstream(gateway));
        }
    }

    @Test
    void anErrorAndABrokenConnectionCostNothing() throws Exception {
        try (RawUpstream first = RawUpstream.answering(RawUpstream.json(529, "{}"));
                RawUpstream second = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.reset();
                });
                RawUpstream third = RawUpstream.answering(RawUpstream.stream(GOOD));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("first", first.url(), "anthropic", "")
                        .upstream("second", second.url(), "anthropic", "")
                        .upstream("third", third.url(), "anthropic", "")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(200);

            JsonNode line = Records.one(gateway);
            assertThat(line.path("attempts")).hasSize(3);
            assertThat(line.path("inputTokens").asLong()).isEqualTo(1000);
            assertThat(line.path("estimated").asBoolean(true)).isFalse();
            assertThat(byUpstream(gateway)).containsOnlyKeys("third");
        }
    }

    private static BigDecimal sum(JsonNode a, JsonNode b) {
        return a.decimalValue().add(b.decimalValue());
    }

    private static Map<String, String> byUpstream(TestGateway gateway) {
        Cells today = gateway.gateway().books().ledger().today("t", LocalDate.now(ZoneOffset.UTC));
        Map<String, String> sums = new TreeMap<>();
        today.forEach((cell, usage) -> sums.put(cell.upstream(), text(usage)));
        return sums;
    }

    private static Map<String, String> fromFile(TestGateway gateway) throws Exception {
        Map<String, String> sums = new TreeMap<>();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        gateway.gateway()
                .books()
                .history()
                .cells(
                        "t",
                        today.minusDays(1),
                        today,
                        Grain.DAY,
                        (cell, usage) -> sums.put(cell.upstream(), text(usage)));
        return sums;
    }

    private static String text(Aggregate usage) {
        return usage.requests() + " of " + usage.totalCost();
    }
}
