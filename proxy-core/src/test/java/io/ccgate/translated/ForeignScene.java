package io.ccgate.translated;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A gateway whose upstreams speak other protocols than its clients do, and clients that know nothing of it. */
final class ForeignScene implements AutoCloseable {
    /** What each protocol's provider would call its model. */
    static final Map<String, String> MODELS = Map.of(
            "anthropic", "claude-sonnet-4-5",
            "openai-chat", "gpt-5.5",
            "openai-responses", "gpt-5.5",
            "gemini", "gemini-2.5-pro");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockUpstream upstream =
            MockUpstream.start(MockOptions.defaults().withRecorded(100));
    private final TestGateway gateway;
    private final List<Runnable> clients = new ArrayList<>();

    private ForeignScene(TestGateway.Builder builder, String protocol, UnaryOperator<TestGateway.Builder> setup)
            throws IOException {
        gateway =
                setup.apply(with(builder, "foreign", upstream.uri(), protocol)).start();
    }

    /** @param protocol of the only upstream, which serves every model by one of its own */
    static ForeignScene of(Path folder, String protocol) throws IOException {
        return of(folder, protocol, UnaryOperator.identity());
    }

    /** @param setup what else there is */
    static ForeignScene of(Path folder, String protocol, UnaryOperator<TestGateway.Builder> setup) throws IOException {
        return new ForeignScene(TestGateway.in(folder), protocol, setup);
    }

    /** With an upstream that is asked first. */
    static ForeignScene behind(Path folder, URI first, String firstProtocol, String protocol) throws IOException {
        TestGateway.Builder builder = with(TestGateway.in(folder), "first", first, firstProtocol);
        return new ForeignScene(builder, protocol, UnaryOperator.identity());
    }

    /** Adds an upstream that serves every model by one of its own. */
    static TestGateway.Builder with(TestGateway.Builder builder, String id, URI url, String protocol) {
        return builder.upstream(id, url, protocol, ", \"models\": {\"*\": \"" + MODELS.get(protocol) + "\"}");
    }

    MockUpstream upstream() {
        return upstream;
    }

    TestGateway gateway() {
        return gateway;
    }

    /** Body of the last request that reached the demo upstream. */
    JsonNode sent() {
        return json(upstream.lastRequest().orElseThrow().text());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    /** A client that does not try again by itself, so that a test sees the first answer. */
    AnthropicClient anthropic() {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey(TestGateway.KEY)
                .baseUrl(gateway.url() + "/anthropic")
                .maxRetries(0)
                .build();
        clients.add(client::close);
        return client;
    }

    /** A client that does not try again by itself, so that a test sees the first answer. */
    OpenAIClient openai() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .apiKey(TestGateway.KEY)
                .baseUrl(gateway.url() + "/openai/v1")
                .maxRetries(0)
                .build();
        clients.add(client::close);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(Runnable::run);
        gateway.close();
        upstream.close();
    }
}
