package io.ccgate.observe.metrics;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A scrape tells at once what passed, and never more series than it should. */
@ExtendWith(LeakCheck.class)
class MetricsTellWhatPassedTest {
    private static final String GOOD =
            "{\"id\":\"m1\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4,\"cache_read_input_tokens\":5}}";

    @TempDir
    Path folder;

    private TestGateway.Builder two(RawUpstream first, RawUpstream second) {
        return TestGateway.in(folder)
                .sections(", \"metrics\": {\"enabled\": true}")
                .upstream("first", first.url(), "anthropic", "")
                .upstream("second", second.url(), "anthropic", "");
    }

    private static String ask(String model) {
        return RawClient.post("/v1/messages", "{\"model\":\"" + model + "\",\"messages\":[]}");
    }

    private static String scrape(TestGateway gateway) throws IOException {
        RawClient.Answer answer = RawClient.ask(gateway, RawClient.get("/metrics"));
        assertThat(answer.header("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return answer.text();
    }

    @Test
    void requestsTokensMoneyTriesAndTimes() throws IOException {
        try (RawUpstream bad = RawUpstream.answering(json(529, "{\"error\":{\"message\":\"busy\"}}"));
                RawUpstream good = RawUpstream.answering(json(200, GOOD));
                TestGateway gateway = two(bad, good).start()) {
            RawClient.ask(gateway, ask("claude-x"));
            String labels = "model=\"claude-x\",protocol=\"anthropic\",";
            assertThat(scrape(gateway).lines())
                    .contains(
                            "ccgate_requests_total{" + labels + "status=\"200\",tenant=\"t\",upstream=\"second\"} 1.0",
                            "ccgate_tokens_total{kind=\"output\"," + labels + "tenant=\"t\",upstream=\"second\"} 4.0",
                            "ccgate_tokens_total{kind=\"cache_read\"," + labels
                                    + "tenant=\"t\",upstream=\"second\"} 5.0",
                            "ccgate_cost_dollars_total{" + labels + "tenant=\"t\",upstream=\"second\"} 7.1E-5",
                            "ccgate_attempts_total{result=\"529\",upstream=\"first\"} 1.0",
                            "ccgate_attempts_total{result=\"ok\",upstream=\"second\"} 1.0",
                            "ccgate_ttft_seconds_count{model=\"claude-x\",upstream=\"second\"} 1",
                            "ccgate_request_duration_seconds_bucket{model=\"claude-x\",upstream=\"second\",le=\"+Inf\"}"
                                    + " 1",
                            "ccgate_overhead_seconds_count 1",
                            "ccgate_upstream_failures{upstream=\"first\"} 1.0",
                            "ccgate_upstream_blacklisted{upstream=\"first\"} 0.0",
                            "ccgate_upstream_connections_waiting 0.0",
                            "ccgate_config_reload_ok 1.0",
                            "ccgate_journal_ok 1.0",
                            "ccgate_request_log_dropped_total 0.0");
        }
    }

    @Test
    void whatRunsIsCountedWhileItRuns() throws IOException {
        CountDownLatch scraped = new CountDownLatch(1);
        try (RawUpstream slow = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD
                            + RawUpstream.chunk(
                                    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                                            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n"));
                    connection.await(scraped);
                    connection.send(RawUpstream.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
                            + "0\r\n\r\n");
                    connection.read();
                });
                RawUpstream other = RawUpstream.answering(json(200, GOOD));
                TestGateway gateway = two(slow, other).start();
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post("/v1/messages", "{\"model\":\"claude-x\",\"stream\":true,\"messages\":[]}"));
            client.readUntil("text_delta");
            // The scrape itself is a request too.
            assertThat(scrape(gateway).lines())
                    .contains(
                            "ccgate_streams_open 1.0",
                            "ccgate_requests_active 2.0",
                            "ccgate_upstream_in_flight{upstream=\"first\"} 1.0",
                            "ccgate_upstream_connections_open 1.0",
                            "ccgate_upstream_connections_idle 0.0");
            scraped.countDown();
            client.readUntil("message_stop");
            await().untilAsserted(() -> assertThat(scrape(gateway).lines())
                    .contains(
                            "ccgate_streams_open 0.0",
                            "ccgate_upstream_in_flight{upstream=\"first\"} 0.0",
                            "ccgate_upstream_connections_open 1.0",
                            "ccgate_upstream_connections_idle 1.0"));
        }
    }

    @Test
    void namesThatNobodyServesMakeNoSeries() throws IOException {
        try (RawUpstream first = RawUpstream.answering(json(404, "{\"error\":{\"message\":\"no such model\"}}"));
                RawUpstream second = RawUpstream.answering(json(404, "{\"error\":{\"message\":\"no such model\"}}"));
                TestGateway gateway = two(first, second).start()) {
            for (String model : List.of("nonsense-1", "nonsense-2", "nonsense-3")) {
                RawClient.ask(gateway, ask(model));
            }
            String text = scrape(gateway);
            assertThat(text).doesNotContain("nonsense");
            assertThat(text.lines().filter(line -> line.startsWith("ccgate_requests_total{")))
                    .singleElement()
                    .asString()
                    .contains("model=\"other\"")
                    .endsWith(" 3.0");
        }
    }

    @Test
    void beyondTheirNumberNamesAreOther() {
        BoundedNames names = new BoundedNames(2);
        assertThat(names.label("a", true)).isEqualTo("a");
        assertThat(names.label("b", false)).isEqualTo("other");
        assertThat(names.label("b", true)).isEqualTo("b");
        assertThat(names.label("c", true)).isEqualTo("other");
        assertThat(names.label("a", false)).isEqualTo("a");
        assertThat(names.label("", true)).isEmpty();
    }
}
