package io.ccgate.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import io.ccgate.mock.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A gateway with one demo upstream for each protocol of the SDKs, and clients of it. */
final class SdkScene implements AutoCloseable {
    private final MockUpstream upstream =
            MockUpstream.start(MockOptions.defaults().withRecorded(100));
    private final TestGateway gateway;
    private final List<Runnable> clients = new ArrayList<>();

    /** @param setup what differs from the usual gateway */
    SdkScene(Path folder, UnaryOperator<TestGateway.Builder> setup) throws IOException {
        gateway = setup.apply(TestGateway.in(folder)
                        .upstream("claude", upstream.uri(), "anthropic", ", \"allowedModels\": [\"claude-*\"]")
                        .upstream("chat", upstream.uri(), "openai-chat", ", \"allowedModels\": [\"gpt-*\", \"text-*\"]")
                        .upstream("responses", upstream.uri(), "openai-responses", ", \"allowedModels\": [\"gpt-*\"]"))
                .start();
    }

    SdkScene(Path folder) throws IOException {
        this(folder, UnaryOperator.identity());
    }

    MockUpstream upstream() {
        return upstream;
    }

    TestGateway gateway() {
        return gateway;
    }

    /** How many requests for a model's turn reached the upstream. */
    long turns() {
        return upstream.requests().stream().filter(SdkScene::isTurn).count();
    }

    private static boolean isTurn(RecordedRequest request) {
        return request.method().equals("POST");
    }

    /** A client as an application would make it. */
    AnthropicClient anthropic() {
        return anthropic(builder -> {});
    }

    AnthropicClient anthropic(Consumer<AnthropicOkHttpClient.Builder> change) {
        AnthropicOkHttpClient.Builder builder =
                AnthropicOkHttpClient.builder().apiKey(TestGateway.KEY).baseUrl(gateway.url() + "/anthropic");
        change.accept(builder);
        AnthropicClient client = builder.build();
        clients.add(client::close);
        return client;
    }

    /** A client as an application would make it. */
    OpenAIClient openai() {
        return openai(builder -> {});
    }

    OpenAIClient openai(Consumer<OpenAIOkHttpClient.Builder> change) {
        OpenAIOkHttpClient.Builder builder =
                OpenAIOkHttpClient.builder().apiKey(TestGateway.KEY).baseUrl(gateway.url() + "/openai/v1");
        change.accept(builder);
        OpenAIClient client = builder.build();
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
