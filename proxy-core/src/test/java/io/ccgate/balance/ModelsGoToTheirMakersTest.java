package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.RawUpstream;
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

    private static final String OVERLOADED =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

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
    void anUpstreamThatListsTheModelIsTakenAtItsWordAndSharesTheWork() throws Exception {
        try (TestGateway gateway = gateway(", \"allowedModels\": [\"claude-*\"]")) {
            assertThat(chat(gateway, "claude-sonnet-4-5", "hello")).isEqualTo(200);
            assertThat(chat(gateway, "claude-sonnet-4-5", "another conversation"))
                    .isEqualTo(200);
            assertThat(openai.counters().requests()).isEqualTo(1);
            assertThat(claude.counters().requests()).isEqualTo(1);
        }
    }

    @Test
    void aResellerThatListsNothingHelpsOutAndItsRefusalHidesNoOther() throws Exception {
        try (RawUpstream out = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(RawUpstream.json(529, OVERLOADED));
                    }
                });
                RawUpstream strange = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(RawUpstream.json(404, "{\"error\":{\"message\":\"no such model\"}}"));
                    }
                });
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("claude", out.url(), "anthropic", "")
                        .upstream("strange", strange.url(), "openai-chat", "")
                        .upstream("reseller", openai.uri(), "openai-chat", "")
                        .start()) {
            assertThat(chat(gateway, "claude-sonnet-4-5"))
                    .as("one of the two guesses is right")
                    .isEqualTo(200);
            assertThat(openai.counters().requests()).isEqualTo(1);
            assertThat(out.requests()).hasSize(1);
        }
    }

    @Test
    void aWrongGuessesRefusalHidesNoOther() throws Exception {
        try (RawUpstream out = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(RawUpstream.json(529, OVERLOADED));
                    }
                });
                RawUpstream strange = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(RawUpstream.json(404, "{\"error\":{\"message\":\"no such model\"}}"));
                    }
                });
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("claude", out.url(), "anthropic", "")
                        .upstream("strange", strange.url(), "openai-chat", "")
                        .start()) {
            assertThat(chat(gateway, "claude-sonnet-4-5"))
                    .as("the overload in Chat's words")
                    .isEqualTo(503);
            assertThat(strange.requests()).hasSize(1);
        }
    }

    private TestGateway gateway(String openaiKeys) throws Exception {
        return TestGateway.in(folder)
                .loadBalancer("\"strategy\": \"weighted_round_robin\"")
                .upstream("claude", claude.uri(), "anthropic", "")
                .upstream("openai", openai.uri(), "openai-chat", openaiKeys)
                .start();
    }

    private static int chat(TestGateway gateway, String model) throws Exception {
        return chat(gateway, model, "hello");
    }

    private static int chat(TestGateway gateway, String model, String prompt) throws Exception {
        URI url = gateway.url().resolve("/v1/chat/completions");
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
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
