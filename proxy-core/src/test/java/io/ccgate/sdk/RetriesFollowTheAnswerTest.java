package io.ccgate.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.Knob;
import io.ccgate.mock.MockFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDKs try again when that may help, and do not when it cannot: the gateway says which it is. */
class RetriesFollowTheAnswerTest {
    @TempDir
    Path folder;

    private final List<SdkScene> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SdkScene::close);
    }

    private SdkScene scene(UnaryOperator<TestGateway.Builder> setup) throws IOException {
        SdkScene scene = new SdkScene(folder, setup);
        opened.add(scene);
        return scene;
    }

    private static MessageCreateParams message() {
        return MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(500)
                .addUserMessage("hello")
                .build();
    }

    private static ChatCompletionCreateParams chat() {
        return ChatCompletionCreateParams.builder()
                .model("gpt-5.5")
                .addUserMessage("hello")
                .build();
    }

    private static ResponseCreateParams response() {
        return ResponseCreateParams.builder().model("gpt-5.5").input("hello").build();
    }

    @Test
    void aSpentBudgetIsNotTriedAgain() throws IOException {
        SdkScene scene = scene(
                builder -> builder.tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxRequests\": 1}}"));
        AnthropicClient claude = scene.anthropic();
        OpenAIClient openai = scene.openai();
        claude.messages().create(message());

        var refused = catchThrowableOfType(
                com.anthropic.errors.RateLimitException.class,
                () -> claude.messages().create(message()));
        assertThat(refused.headers().values("x-should-retry")).containsExactly("false");
        assertThatThrownBy(() -> openai.chat().completions().create(chat()))
                .isInstanceOf(com.openai.errors.RateLimitException.class);
        assertThatThrownBy(() -> openai.responses().create(response()))
                .isInstanceOf(com.openai.errors.RateLimitException.class);

        scene.gateway().gateway().books().flush().join();
        List<String> asked = Files.readAllLines(folder.resolve("logs/access.log"));
        assertThat(asked).hasSize(4);
        assertThat(scene.turns()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "503", "529", "500"})
    void aPassingFailureOfTheOnlyUpstreamIsTriedAgainByTheClient(String status) throws IOException {
        SdkScene scene = scene(builder -> builder);
        MockFaults failure = MockFaults.NONE.with(Knob.STATUS, status);
        MockFaults once = status.equals("429") ? failure.with(Knob.RETRY_AFTER, "1") : failure;

        scene.upstream().faults(once, 1);
        Message answer = scene.anthropic().messages().create(message());
        assertThat(answer.content()).isNotEmpty();
        assertThat(scene.turns()).isEqualTo(2);

        scene.upstream().faults(once, 1);
        assertThat(scene.openai().chat().completions().create(chat()).choices()).isNotEmpty();
        assertThat(scene.turns()).isEqualTo(4);

        scene.upstream().faults(once, 1);
        assertThat(scene.openai().responses().create(response()).output()).isNotEmpty();
        assertThat(scene.turns()).isEqualTo(6);
    }

    @Test
    void anUpstreamThatStaysOverloadedIsReportedAsThat() throws IOException {
        SdkScene scene = scene(builder -> builder);
        scene.upstream().faults(MockFaults.NONE.with(Knob.STATUS, "529"));

        var overloaded = catchThrowableOfType(
                AnthropicServiceException.class,
                () -> scene.anthropic(builder -> builder.maxRetries(1))
                        .messages()
                        .create(message()));
        assertThat(overloaded.statusCode()).isEqualTo(529);
        assertThat(scene.turns()).isEqualTo(2);
    }

    /** The word of an upstream that trying again is no use reaches the client. */
    @Test
    void anUpstreamsOwnWordAgainstRetriesIsPassedOn() throws IOException {
        SdkScene scene = scene(builder -> builder);
        scene.upstream().faults(MockFaults.NONE.with(Knob.STATUS, "529").with(Knob.SHOULD_RETRY, "false"));

        assertThatThrownBy(() -> scene.anthropic().messages().create(message()))
                .isInstanceOf(AnthropicServiceException.class);
        assertThat(scene.turns()).isEqualTo(1);
    }

    /** However the upstream broke off, a client must never take the half for the whole. */
    @ParameterizedTest
    @ValueSource(strings = {"5:reset", "5:close", "5:end"})
    void aCutStreamRaises(String cut) throws IOException {
        SdkScene scene = scene(builder -> builder);
        scene.upstream().faults(MockFaults.NONE.with(Knob.CUT, cut));

        assertThatThrownBy(() -> {
                    try (StreamResponse<RawMessageStreamEvent> stream =
                            scene.anthropic().messages().createStreaming(message())) {
                        stream.stream().forEach(event -> {});
                    }
                })
                .isInstanceOf(AnthropicException.class);
        assertThatThrownBy(() -> {
                    try (var stream = scene.openai().chat().completions().createStreaming(chat())) {
                        stream.stream().forEach(event -> {});
                    }
                })
                .isInstanceOf(OpenAIException.class);
        assertThatThrownBy(() -> {
                    try (var stream = scene.openai().responses().createStreaming(response())) {
                        stream.stream().forEach(event -> {});
                    }
                })
                .isInstanceOf(OpenAIException.class);
    }
}
