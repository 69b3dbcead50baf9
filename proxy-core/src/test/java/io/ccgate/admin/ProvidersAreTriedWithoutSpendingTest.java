package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersAreTriedWithoutSpendingTest {
    @TempDir
    Path folder;

    @Test
    void aProviderThatTakesTheKeyIsGood() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"data\":[]}"));
                TestGateway gateway = gateway(upstream.url())) {
            JsonNode answer = test(gateway);

            assertThat(answer.path("ok").asBoolean()).isTrue();
            assertThat(answer.path("status").asInt()).isEqualTo(200);
            assertThat(upstream.request().toString()).contains("GET /v1/models");
        }
    }

    @Test
    void aRefusedKeyIsToldFromAnUnreachableProvider() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(401, "{}"));
                TestGateway gateway = gateway(upstream.url())) {
            assertThat(test(gateway).path("message").asText()).contains("refuses the key");
        }
        try (TestGateway gateway = gateway(URI.create("http://127.0.0.1:9"))) {
            JsonNode answer = test(gateway);
            assertThat(answer.path("ok").asBoolean()).isFalse();
            assertThat(answer.path("status").asInt()).isZero();
            assertThat(answer.path("remedy").asText()).contains("URL");
        }
    }

    private TestGateway gateway(URI url) throws IOException {
        return TestGateway.in(folder).upstream("u", url, "anthropic", "").start();
    }

    private static JsonNode test(TestGateway gateway) throws IOException {
        AdminClient.Reply reply = AdminClient.of(gateway).post("/admin/v1/providers/u/test", "{}");
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }
}
