package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /usage/me} and the cache report of {@code POST /usage}, as the holder of a key sees them. */
class KeyHoldersSeeWhereTheyStandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "x-claude-code-session-id: 0b6e1f8c-0000-4000-8000-000000000001";
    private static final String ASK = "{\"model\":\"claude-x\",\"max_tokens\":10,\"messages\":[]}";

    @TempDir
    Path folder;

    private static String answer(long input, long written, long read) {
        return RawUpstream.json(200, """
            {"id":"m","type":"message","role":"assistant","content":[],"stop_reason":"end_turn","usage":{"input_tokens":%d,\
            "output_tokens":10,"cache_creation_input_tokens":%d,"cache_read_input_tokens":%d,"service_tier":"standard"}}\
            """.formatted(input, written, read));
    }

    private static JsonNode me(TestGateway gateway) throws Exception {
        RawClient.Answer answer = RawClient.ask(gateway, RawClient.get("/usage/me"));
        assertThat(answer.status()).isEqualTo(200);
        return JSON.readTree(answer.text());
    }

    @Test
    void usedReservedRemainingAndResetOfEveryLimit() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(answer(1000, 0, 0));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("a", upstream.url(), "anthropic", "")
                        .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxUSD\": 1}, \"monthly\":"
                                + " {\"maxRequests\": 100}, \"total\": {\"maxTokens\": 5000},"
                                + " \"requestsPerMinute\": 60}")
                        .start()) {
            assertThat(RawClient.ask(gateway, RawClient.post("/v1/messages", ASK))
                            .status())
                    .isEqualTo(200);
            await().until(() -> me(gateway).at("/today/requests").asLong() == 1);

            JsonNode me = me(gateway);
            assertThat(me.at("/tenant/id").asText()).isEqualTo("t");
            assertThat(me.at("/today/costUSD").decimalValue()).isEqualByComparingTo("0.00315");
            assertThat(me.at("/reserved/requests").asLong()).isZero();
            assertThat(me.path("limits")).hasSize(3);
            JsonNode day = me.path("limits").get(0);
            assertThat(day.path("name").asText()).isEqualTo("daily.maxUSD");
            assertThat(day.path("used").decimalValue()).isEqualByComparingTo("0.00315");
            assertThat(day.path("remaining").decimalValue()).isEqualByComparingTo("0.99685");
            assertThat(day.path("resetAt").asText()).endsWith("T00:00:00Z");
            assertThat(day.path("resetInSeconds").asLong()).isBetween(0L, 86_400L);
            assertThat(me.at("/rates/requestsPerMinute/limit").asLong()).isEqualTo(60);
            assertThat(me.at("/rates/requestsPerMinute/remaining").asLong()).isBetween(59L, 60L);
            JsonNode total = me.path("limits").get(2);
            assertThat(total.path("used").asLong()).isEqualTo(1010);
            assertThat(total.path("remaining").asLong()).isEqualTo(3990);
            assertThat(total.path("resetAt").isNull()).isTrue();
        }
    }

    @Test
    void whoMayNotCallMayNotAskEither() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving();
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("a", upstream.url(), "anthropic", "")
                        .start()) {
            assertThat(post(gateway).status()).isEqualTo(200);
            for (String[] rule : new String[][] {
                {"\"enabled\": false", "tenant_disabled"},
                {"\"expiresAt\": \"2020-01-01T00:00:00Z\"", "tenant_expired"},
                {"\"allowedIPs\": [\"10.0.0.0/8\"]", "ip_not_allowed"},
            }) {
                gateway.edit(
                        "tenants.json",
                        text -> "{\"tenants\": [{\"id\": \"t\", \"name\": \"T\", \"allowedModels\": [\"*\"], \"key\":"
                                + " \""
                                + TestGateway.KEY + "\", " + rule[0] + "}]}");
                RawClient.Answer me = RawClient.ask(gateway, RawClient.get("/usage/me"));
                RawClient.Answer usage = post(gateway);
                assertThat(usage.status()).as(rule[1]).isEqualTo(403).isEqualTo(me.status());
                JsonNode refused = JSON.readTree(usage.text());
                assertThat(refused.path("code").asText()).isEqualTo(rule[1]);
                assertThat(refused.path("error").asText())
                        .isEqualTo(JSON.readTree(me.text()).at("/error/message").asText())
                        .isNotEmpty();
            }
        }
    }

    private static RawClient.Answer post(TestGateway gateway) throws Exception {
        return RawClient.ask(
                gateway, RawClient.post("/usage", "{\"type\":\"tenant\",\"apiKey\":\"" + TestGateway.KEY + "\"}"));
    }

    @Test
    void anotherTimeZoneHoldsFromTheReloadOn() throws Exception {
        ZoneId zone = ZoneId.of("Asia/Kathmandu");
        try (RawUpstream upstream = RawUpstream.answering(answer(1000, 0, 0));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("a", upstream.url(), "anthropic", "")
                        .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxUSD\": 1}, \"timeZone\":"
                                + " \"UTC\"}")
                        .start()) {
            RawClient.ask(gateway, RawClient.post("/v1/messages", ASK));
            await().until(() -> me(gateway).at("/today/requests").asLong() == 1);
            gateway.edit("tenants.json", text -> text.replace("\"UTC\"", "\"Asia/Kathmandu\""));
            await().until(() -> {
                Instant reset =
                        Instant.parse(me(gateway).at("/limits/0/resetAt").asText());
                return reset.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
            });
        }
    }

    @Test
    void oneLineForAShell() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(answer(1000, 0, 0));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("a", upstream.url(), "anthropic", "")
                        .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"total\": {\"maxTokens\": 5000}}")
                        .start()) {
            RawClient.Answer line = RawClient.ask(gateway, RawClient.get("/usage/me?format=text"));
            assertThat(line.header("content-type")).contains("text/plain; charset=utf-8");
            assertThat(line.text()).isEqualTo("$0.00 today, 0 requests | total 5,000 tokens of 5,000 tokens left\n");
            assertThat(RawClient.ask(gateway, RawClient.get("/usage/me", "Accept: text/plain"))
                            .text())
                    .isEqualTo(line.text());

            RawClient.Answer wrong = RawClient.ask(
                    gateway, RawClient.get("/usage/me?format=text").replace(TestGateway.KEY, "sk-somebody-else"));
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.text()).isEqualTo("The key is not known here; check it, or ask the operator for one.\n");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aWarmCacheThatWasLeftIsInTheReport() throws Exception {
        try (RawUpstream first = RawUpstream.serving(
                        connection -> {
                            connection.read();
                            connection.send(answer(0, 10_000, 0));
                            connection.read();
                            connection.send(RawUpstream.json(529, "{}"));
                        },
                        connection -> connection.send(RawUpstream.json(529, "{}")));
                RawUpstream second = RawUpstream.answering(answer(0, 12_000, 0));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("first", first.url(), "anthropic", "")
                        .upstream("second", second.url(), "anthropic", "")
                        .start()) {
            String ask = RawClient.post("/v1/messages", ASK, SESSION);
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(200);
            await().until(() -> me(gateway).at("/today/requests").asLong() == 1);
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(200);
            await().until(() -> me(gateway).at("/today/requests").asLong() == 2);

            JsonNode report = report(gateway, "upstream");
            assertThat(report.at("/report").asText()).isEqualTo("cache");
            assertThat(report.at("/groups")).hasSize(2);
            JsonNode left = report.at("/groups/1");
            assertThat(left.at("/key").asText()).isEqualTo("second");
            assertThat(left.at("/switches").asLong()).isEqualTo(1);
            assertThat(left.at("/switchCost").decimalValue())
                    .as("10,000 tokens written anew at 3.75 $ a million that could have been read at 0.30 $")
                    .isEqualByComparingTo("0.0345");
            assertThat(report.at("/total/writePremium").decimalValue()).isEqualByComparingTo("0.0165");
            assertThat(report.at("/total/lostCost").decimalValue()).isEqualByComparingTo("0.0165");
            assertThat(report.at("/total/hitRate").decimalValue()).isEqualByComparingTo("0");
        }
    }

    private static JsonNode report(TestGateway gateway, String groupBy) throws Exception {
        String question = "{\"type\":\"tenant\",\"apiKey\":\"" + TestGateway.KEY
                + "\",\"report\":\"cache\",\"groupBy\":\"" + groupBy + "\"}";
        return JSON.readTree(RawClient.ask(gateway, RawClient.post("/usage", question))
                        .text())
                .at("/data/range");
    }
}
