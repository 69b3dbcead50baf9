package io.ccgate.admin.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator can ask what would become of a request, and nothing reaches an upstream for it. */
class WhatWouldHappenIsExplainedTest {
    @TempDir
    Path folder;

    private TestGateway.Builder gateway(RawUpstream upstream) {
        return TestGateway.in(folder)
                .upstream("first", upstream.url(), "anthropic", ", \"models\": {\"claude-*\": \"house-claude\"}")
                .upstream("other", upstream.url(), "anthropic", ", \"allowedModels\": [\"gpt-*\"]")
                .upstream("off", upstream.url(), "anthropic", ", \"enabled\": false")
                .tenant("\"allowedModels\": [\"claude-*\"], \"limits\": {\"daily\": {\"maxUSD\": 1}}");
    }

    private static JsonNode explained(TestGateway gateway, String question) throws IOException {
        AdminClient.Reply reply = AdminClient.of(gateway).post("/admin/v1/explain", question);
        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void everyUpstreamHasItsPlaceOrItsReason() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering("");
                TestGateway gateway = gateway(upstream).start()) {
            JsonNode answer = explained(
                    gateway,
                    "{\"key\": \"" + TestGateway.KEY
                            + "\", \"model\": \"claude-x\", \"body_size\": 4000, \"max_output_tokens\": 1000}");
            assertThat(answer.path("tenant").asText()).isEqualTo("t");
            assertThat(answer.path("would_be_served").asBoolean()).isTrue();
            JsonNode candidates = answer.path("candidates");
            assertThat(candidates).hasSize(3);
            assertThat(candidates.at("/0/provider_id").asText()).isEqualTo("first");
            assertThat(candidates.at("/0/place").asInt()).isEqualTo(1);
            assertThat(candidates.at("/0/model").asText()).isEqualTo("house-claude");
            assertThat(candidates.at("/0/most_usd").decimalValue()).isPositive();
            assertThat(candidates.at("/1/why").asText()).contains("allowedModels");
            assertThat(candidates.at("/2/why").asText()).contains("switched off");
            assertThat(answer.at("/limits/0/limit").asText()).isEqualTo("daily.maxUSD");
            assertThat(answer.at("/limits/0/left").decimalValue()).isEqualByComparingTo("1");
            assertThat(upstream.connections()).isZero();
        }
    }

    @Test
    void aRefusalNamesTheStepThatRefuses() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering("");
                TestGateway gateway = gateway(upstream).start()) {
            JsonNode answer = explained(gateway, "{\"tenant\": \"t\", \"model\": \"gpt-9\"}");
            assertThat(answer.path("would_be_served").asBoolean()).isFalse();
            assertThat(answer.at("/steps/1/step").asText()).isEqualTo("model");
            assertThat(answer.at("/steps/1/passes").asBoolean()).isFalse();
            assertThat(answer.at("/steps/1/why").asText()).contains("gpt-9", "claude-*");
        }
    }

    @Test
    void aRequestOfThePastCanBeAskedAbout() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = gateway(upstream).start()) {
            RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"claude-y\",\"messages\":[]}"));
            AdminClient admin = AdminClient.of(gateway);
            String id = await().until(
                            () -> admin.get("/admin/v1/logs/requests")
                                    .json()
                                    .at("/items/0/id")
                                    .asText(),
                            found -> !found.isEmpty());
            JsonNode answer = explained(gateway, "{\"request_id\": \"" + id + "\"}");
            assertThat(answer.path("model_asked").asText()).isEqualTo("claude-y");
            assertThat(answer.at("/steps/0/why").asText()).contains("the past request");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\": \"m\"} | tenant",
                "{\"tenant\": \"t\"} | model",
                "{\"tenant\": \"nobody\", \"model\": \"m\"} | tenant",
                "{\"key\": \"sk-nobody\", \"model\": \"m\"} | key",
                "{\"request_id\": \"req_none\"} | request_id",
                "{\"tenant\": \"t\", \"model\": \"m\", \"agent\": \"emacs\"} | agent",
                "{\"tenant\": \"t\", \"model\": \"m\", \"body_size\": -1} | body_size"
            })
    void whatIsMissingOrWrongIsNamed(String question, String field) throws IOException {
        try (RawUpstream upstream = RawUpstream.answering("");
                TestGateway gateway = gateway(upstream).start()) {
            AdminClient.Reply reply = AdminClient.of(gateway).post("/admin/v1/explain", question);
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("field").asText()).contains(field);
            assertThat(reply.raw().text()).doesNotContain("sk-nobody");
        }
    }
}
