package io.ccgate.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendors' own Java clients take the demo upstream for the real thing. */
class OfficialSdksUnderstandTest {
    private final MockUpstream upstream = MockUpstream.start();
    private final AnthropicClient anthropic = AnthropicOkHttpClient.builder()
            .apiKey("k")
            .baseUrl(upstream.uri().toString())
            .maxRetries(0)
            .build();
    private final OpenAIClient openai = OpenAIOkHttpClient.builder()
            .apiKey("k")
            .baseUrl(upstream.uri() + "/v1")
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        anthropic.close();
        openai.close();
        upstream.close();
    }

    private static MessageCreateParams ask(String prompt) {
        return MessageCreateParams.builder()
                .model("claude-demo")
                .maxTokens(500)
                .addUserMessage(prompt)
                .build();
    }

    @Test
    void anthropicReadsBodiesStreamsAndErrors() {
        var message = anthropic.messages().create(ask("hello"));
        assertThat(message.content().get(0).asText().text()).contains("hello");
        assertThat(message.usage().outputTokens()).isPositive();

        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = anthropic.messages().createStreaming(ask("hello"))) {
            stream.stream().forEach(whole::accumulate);
        }
        assertThat(whole.message().content().get(0).asText().text())
                .isEqualTo(message.content().get(0).asText().text());

        assertThatThrownBy(() -> anthropic.messages().create(ask("[[mock status=429]]")))
                .isInstanceOf(com.anthropic.errors.RateLimitException.class);
    }

    @Test
    void openaiReadsChatAndResponses() {
        var chat = openai.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("gpt-demo")
                        .addUserMessage("hello")
                        .build());
        assertThat(chat.choices().get(0).message().content().orElseThrow()).contains("hello");

        ResponseCreateParams ask =
                ResponseCreateParams.builder().model("gpt-demo").input("hello").build();
        var response = openai.responses().create(ask);
        assertThat(response.usage().orElseThrow().totalTokens()).isPositive();
        try (var stream = openai.responses().createStreaming(ask)) {
            assertThat(stream.stream().filter(event -> event.isCompleted()).toList())
                    .hasSize(1);
        }
    }
}
