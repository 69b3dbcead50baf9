package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With several providers configured and no model lists, a model goes to the provider that makes it. */
class ModelsGoToTheirMakersTest {
    private final MockUpstream claude = MockUpstream.start(MockOptions.defaults());
    private final MockUpstream openai = MockUpstream.start(MockOptions.defaults());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        claude.close();
        openai.close();
    }

    @Test
    void aClaudeModelAskedForInChatGoesToTheClaudeAccount() throws Exception {
        try (TestGateway gateway = gateway("")) {
            assertThat(chat(gateway, "claude-sonnet-4-5")).isEqualTo(200);
            assertThat(claude.counters().requests()).isEqualTo(1);
            assertThat(openai.counters().requests()).isZero();
        }
    }

    @Test
    void aNameOfNobodysStaysWithTheClientsOwnProtocol() throws Exception {
        try (TestGateway gateway = gateway("")) {
            assertThat(chat(gateway, "glm-4.6")).isEqualTo(200);
            assertThat(openai.counters().requests()).isEqualTo(1);
            assertThat(claude.counters().requests()).isZero();
        }
    }

    @Test
    void anUpstreamThatListsTheModelIsTakenAtItsWord() throws Exception {
        try (TestGateway gateway = gateway(", \"allowedModels\": [\"claude-*\"]")) {
            assertThat(chat(gateway, "claude-sonnet-4-5")).isEqualTo(200);
            assertThat(openai.counters().requests()).isEqualTo(1);
            assertThat(claude.counters().requests()).isZero();
        }
    }

    private TestGateway gateway(String openaiKeys) throws Exception {
        return TestGateway.in(folder)
                .upstream("claude", claude.uri(), "anthropic", "")
                .upstream("openai", openai.uri(), "openai-chat", openaiKeys)
                .start();
    }

    private static int chat(TestGateway gateway, String model) throws Exception {
        URI url = gateway.url().resolve("/v1/chat/completions");
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("authorization", "Bearer " + TestGateway.KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
