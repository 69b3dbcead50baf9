package io.ccgate.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockserver.integration.ClientAndServer;
import org.mockserver.matchers.MatchType;
import org.mockserver.model.Header;
import org.mockserver.model.HttpRequest;
import org.mockserver.model.JsonBody;
import org.mockserver.model.MediaType;
import org.mockserver.verify.VerificationTimes;

/** A provider sees what the application sent: with the provider's key, the configured model, and nothing of the client's key. */
class UpstreamsReceiveExactlyTheRequestTest {
    private static final String MESSAGE = """
            {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-real", "stop_reason": "end_turn",
             "stop_sequence": null, "content": [{"type": "text", "text": "hi"}],
             "usage": {"input_tokens": 3, "output_tokens": 1}}
            """;
    private static final String CHAT = """
            {"id": "chat_1", "object": "chat.completion", "created": 1, "model": "gpt-real",
             "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hi"}}],
             "usage": {"prompt_tokens": 3, "completion_tokens": 1, "total_tokens": 4}}
            """;

    @TempDir
    Path folder;

    private ClientAndServer provider;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        provider = ClientAndServer.startClientAndServer(0);
        provider.when(request().withMethod("POST").withPath("/base/v1/messages"))
                .respond(response().withContentType(MediaType.APPLICATION_JSON).withBody(MESSAGE));
        provider.when(request().withMethod("POST").withPath("/paas/v4/chat/completions"))
                .respond(response().withContentType(MediaType.APPLICATION_JSON).withBody(CHAT));
        URI url = URI.create("http://127.0.0.1:" + provider.getPort());
        gateway = TestGateway.in(folder)
                .upstream(
                        "claude",
                        url.resolve("/base"),
                        "anthropic",
                        ", \"auth\": \"x-api-key\", \"models\": {\"claude-*\": \"claude-real\"}")
                .upstream(
                        "chat",
                        url.resolve("/paas/v4"),
                        "openai-chat",
                        ", \"models\": {\"gpt-*\": \"gpt-real\"},"
                                + " \"headers\": {\"set\": {\"x-team\": \"blue\"}, \"remove\": [\"x-stainless-os\"]}")
                .start();
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.stop();
    }

    private static HttpRequest onlyRequestOf(ClientAndServer provider, String path) {
        HttpRequest[] seen = provider.retrieveRecordedRequests(request().withPath(path));
        assertThat(seen).hasSize(1);
        return seen[0];
    }

    private static void assertNothingOfTheClientsKey(HttpRequest seen) {
        List<String> values = seen.getHeaderList().stream()
                .flatMap(header -> header.getValues().stream())
                .map(Object::toString)
                .toList();
        assertThat(values).noneMatch(value -> value.contains(TestGateway.KEY));
        assertThat(seen.getBodyAsString()).doesNotContain(TestGateway.KEY);
    }

    @Test
    void aMessageComesWithTheProvidersKeyAndModel() {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey(TestGateway.KEY)
                .baseUrl(gateway.url() + "/anthropic")
                .build();
        client.messages()
                .create(MessageCreateParams.builder()
                        .model("claude-sonnet-4-5")
                        .maxTokens(50)
                        .addUserMessage("hello")
                        .putAdditionalHeader("anthropic-beta", "some-beta-2026-01-01")
                        .putAdditionalBodyProperty("unheard_of", com.anthropic.core.JsonValue.from(true))
                        .build());
        client.close();

        provider.verify(
                request()
                        .withMethod("POST")
                        .withPath("/base/v1/messages")
                        .withHeader("x-api-key", "upstream-key-claude")
                        .withHeader("anthropic-version", ".+")
                        .withHeader("anthropic-beta", "some-beta-2026-01-01")
                        .withHeader("user-agent", "AnthropicClientImpl/Java.*")
                        .withHeader(Header.header("!authorization"))
                        .withBody(JsonBody.json("""
                                {"model": "claude-real", "max_tokens": 50, "unheard_of": true,
                                 "messages": [{"role": "user", "content": "hello"}]}
                                """, MatchType.STRICT)),
                VerificationTimes.once());
        assertNothingOfTheClientsKey(onlyRequestOf(provider, "/base/v1/messages"));
    }

    @Test
    void aChatComesToTheProvidersOwnVersionWithItsHeaders() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .apiKey(TestGateway.KEY)
                .baseUrl(gateway.url() + "/openai/v1")
                .build();
        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("gpt-5.5")
                        .addUserMessage("hello")
                        .build());
        client.close();

        provider.verify(
                request()
                        .withMethod("POST")
                        .withPath("/paas/v4/chat/completions")
                        .withHeader("authorization", "Bearer upstream-key-chat")
                        .withHeader("x-team", "blue")
                        .withHeader(Header.header("!x-stainless-os"))
                        .withBody(JsonBody.json("""
                                {"model": "gpt-real", "messages": [{"role": "user", "content": "hello"}]}
                                """, MatchType.STRICT)),
                VerificationTimes.once());
        assertNothingOfTheClientsKey(onlyRequestOf(provider, "/paas/v4/chat/completions"));
    }
}
