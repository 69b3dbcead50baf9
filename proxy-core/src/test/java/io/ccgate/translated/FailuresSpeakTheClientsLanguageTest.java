package io.ccgate.translated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import io.ccgate.fixture.ClaudeSdk;
import io.ccgate.fixture.OpenAiSdk;
import io.ccgate.fixture.Records;
import io.ccgate.mock.Knob;
import io.ccgate.mock.MockFaults;
import io.ccgate.mock.MockUpstream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails at a foreign upstream raises the exception that the client's own provider would have raised. */
class FailuresSpeakTheClientsLanguageTest {
    @TempDir
    Path folder;

    private ForeignScene scene;

    @AfterEach
    void close() {
        scene.close();
    }

    private void start(String protocol) throws IOException {
        scene = ForeignScene.of(folder, protocol);
    }

    private static MessageCreateParams message() {
        return MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(2000)
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

    private static Message streamed(AnthropicClient client) {
        return ClaudeSdk.streamed(client, message());
    }

    private static void streamedChat(OpenAIClient client) {
        OpenAiSdk.streamed(client, chat());
    }

    private static void streamedResponse(OpenAIClient client) {
        if (OpenAiSdk.streamed(client, response()).status().orElseThrow().equals(ResponseStatus.FAILED)) {
            throw new OpenAIException("failed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, 400, 400",
        "openai-chat, 401, 502",
        "openai-chat, 404, 404",
        "openai-chat, 429, 429",
        "openai-chat, 503, 529",
        "gemini, 400, 400",
        "gemini, 401, 502",
        "gemini, 429, 429",
        "gemini, 503, 529",
        "openai-responses, 429, 429",
        "openai-responses, 500, 500"
    })
    void claudeAppsSeeTheirProvidersStatus(String protocol, int upstream, int client) throws IOException {
        start(protocol);
        scene.upstream().faults(MockFaults.NONE.with(Knob.STATUS, "" + upstream).with(Knob.RETRY_AFTER, "7"));

        var refused = catchThrowableOfType(
                AnthropicServiceException.class,
                () -> scene.anthropic().messages().create(message()));
        assertThat(refused.statusCode()).isEqualTo(client);
        assertThat(refused.headers().values("retry-after")).containsExactly("7");
        assertThat(refused.body().toString()).contains("request_id");
        Class<?> type = switch (client) {
            case 400 -> com.anthropic.errors.BadRequestException.class;
            case 404 -> com.anthropic.errors.NotFoundException.class;
            case 429 -> com.anthropic.errors.RateLimitException.class;
            default -> com.anthropic.errors.InternalServerException.class;
        };
        assertThat(refused).isInstanceOf(type).hasMessageNotContaining("upstream-key");
        assertThat(scene.upstream().requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, 400, 400",
        "anthropic, 401, 502",
        "anthropic, 404, 404",
        "anthropic, 429, 429",
        "anthropic, 529, 503",
        "gemini, 400, 400",
        "gemini, 401, 502",
        "gemini, 429, 429",
        "gemini, 503, 503"
    })
    void openaiAppsSeeTheirProvidersStatus(String protocol, int upstream, int client) throws IOException {
        start(protocol);
        scene.upstream().faults(MockFaults.NONE.with(Knob.STATUS, "" + upstream).with(Knob.RETRY_AFTER, "7"));
        OpenAIClient openai = scene.openai();

        var chat = catchThrowableOfType(
                OpenAIServiceException.class, () -> openai.chat().completions().create(chat()));
        assertThat(chat.statusCode()).isEqualTo(client);
        assertThat(chat.headers().values("retry-after")).containsExactly("7");
        assertThat(chat).hasMessageNotContaining("upstream-key");
        if (upstream == 401) {
            assertThat(chat.code()).contains("upstream_auth_error");
        }
        Class<?> type = switch (client) {
            case 400 -> com.openai.errors.BadRequestException.class;
            case 404 -> com.openai.errors.NotFoundException.class;
            case 429 -> com.openai.errors.RateLimitException.class;
            default -> com.openai.errors.InternalServerException.class;
        };
        assertThat(chat).isInstanceOf(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void aStreamThatFailsBeforeItsFirstWordIsAnHttpError(String protocol) throws IOException {
        start(protocol);
        scene.upstream().faults(MockFaults.NONE.with(Knob.ERROR_EVENT, "first").with(Knob.STATUS, "503"));

        var refused = catchThrowableOfType(AnthropicServiceException.class, () -> streamed(scene.anthropic()));
        assertThat(refused).isNotNull();
        assertThat(refused.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(Records.one(scene.gateway()).path("statusCode").asInt()).isEqualTo(refused.statusCode());
    }

    @Test
    void anEarlyOverloadOfAnAnthropicUpstreamIsAnHttpErrorForBothOpenAiProtocols() throws IOException {
        start("anthropic");
        scene.upstream().faults(MockFaults.NONE.with(Knob.ERROR_EVENT, "first"));
        OpenAIClient openai = scene.openai();

        assertThat(catchThrowableOfType(OpenAIServiceException.class, () -> streamedChat(openai))
                        .statusCode())
                .isEqualTo(503);
        assertThat(catchThrowableOfType(OpenAIServiceException.class, () -> streamedResponse(openai))
                        .statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, 8:close", "openai-chat, 8:reset", "openai-chat, 8:end", "openai-responses, 8:close",
        "openai-responses, 8:end", "gemini, 8:close", "gemini, 8:reset", "gemini, 8:end"
    })
    void aCutStreamNeverLooksWholeToClaudeApps(String protocol, String cut) throws IOException {
        start(protocol);
        scene.upstream().faults(MockFaults.NONE.with(Knob.CUT, cut));

        assertThat(catchThrowableOfType(AnthropicException.class, () -> streamed(scene.anthropic())))
                .isNotNull();
        assertThat(Records.one(scene.gateway()).path("errorType").isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"anthropic, 8:close", "anthropic, 8:reset", "anthropic, 8:end", "gemini, 8:close", "gemini, 8:end"})
    void aCutStreamNeverLooksWholeToOpenaiApps(String protocol, String cut) throws IOException {
        start(protocol);
        scene.upstream().faults(MockFaults.NONE.with(Knob.CUT, cut));
        OpenAIClient openai = scene.openai();

        assertThat(catchThrowableOfType(OpenAIException.class, () -> streamedChat(openai)))
                .isNotNull();
        assertThat(catchThrowableOfType(OpenAIException.class, () -> streamedResponse(openai)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"anthropic, openai-chat", "anthropic, gemini", "openai-chat, gemini", "gemini, openai-responses"})
    void anotherUpstreamTakesOverWhateverItSpeaks(String first, String second) throws IOException {
        try (MockUpstream failing = MockUpstream.start()) {
            failing.faults(MockFaults.NONE.with(Knob.STATUS, "529"));
            scene = ForeignScene.behind(folder, failing.uri(), first, second);

            assertThat(streamed(scene.anthropic()).content()).isNotEmpty();
            assertThat(failing.counters().requests()).isEqualTo(1);
            assertThat(Records.one(scene.gateway()).path("upstream").asText()).isEqualTo("foreign");
        }
    }
}
