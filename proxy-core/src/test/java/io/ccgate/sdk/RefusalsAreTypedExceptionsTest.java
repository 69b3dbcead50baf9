package io.ccgate.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.ContentTooLargeException;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway itself refuses reaches an application as the exception it would get from the provider, and is not tried again. */
class RefusalsAreTypedExceptionsTest {
    private static final String SMALL = "hello";
    private static final String LARGE = "hello ".repeat(4000);

    @TempDir
    Path folder;

    private SdkScene scene;

    @BeforeEach
    void start() throws IOException {
        scene = new SdkScene(
                folder,
                builder -> builder.server("\"maxBodySize\": \"10KB\"")
                        .tenant("\"allowedModels\": [\"claude-*\", \"gpt-*\", \"lost-*\"]"));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static void message(AnthropicClient client, String model, String prompt) {
        client.messages()
                .create(MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(50)
                        .addUserMessage(prompt)
                        .build());
    }

    private static void chat(OpenAIClient client, String model, String prompt) {
        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessage(prompt)
                        .build());
    }

    private static void respond(OpenAIClient client, String model, String prompt) {
        client.responses()
                .create(ResponseCreateParams.builder()
                        .model(model)
                        .input(prompt)
                        .build());
    }

    private static <E extends AnthropicServiceException> E claudeSays(Class<E> type, Runnable call) {
        E thrown = catchThrowableOfType(type, call::run);
        assertThat(thrown).as("a refusal").isNotNull();
        return thrown;
    }

    private static <E extends OpenAIServiceException> E openaiSays(Class<E> type, Runnable call) {
        E thrown = catchThrowableOfType(type, call::run);
        assertThat(thrown).as("a refusal").isNotNull();
        return thrown;
    }

    /** No request came twice, and none came as far as an upstream. */
    private void eachWasAskedOnce(int requests) throws IOException {
        scene.gateway().gateway().books().flush().join();
        List<String> lines = Files.readAllLines(folder.resolve("logs/access.log"));
        assertThat(lines).hasSize(requests);
        assertThat(scene.turns()).isZero();
    }

    @Test
    void anUnknownKeyIsUnauthorized() throws IOException {
        AnthropicClient claude = scene.anthropic(builder -> builder.apiKey("sk-wrong"));
        OpenAIClient openai = scene.openai(builder -> builder.apiKey("sk-wrong"));

        var answer = claudeSays(
                com.anthropic.errors.UnauthorizedException.class, () -> message(claude, "claude-sonnet-4-5", SMALL));
        assertThat(answer).hasMessageContaining("key is not known").hasMessageNotContaining("sk-wrong");
        assertThat(answer.requestId()).hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        openaiSays(com.openai.errors.UnauthorizedException.class, () -> chat(openai, "gpt-5.5", SMALL));
        openaiSays(com.openai.errors.UnauthorizedException.class, () -> respond(openai, "gpt-5.5", SMALL));
        eachWasAskedOnce(3);
    }

    @Test
    void aModelThatIsNotAllowedIsDenied() throws IOException {
        AnthropicClient claude = scene.anthropic();
        OpenAIClient openai = scene.openai();

        assertThat(claudeSays(
                        com.anthropic.errors.PermissionDeniedException.class, () -> message(claude, "o9-large", SMALL)))
                .hasMessageContaining("o9-large");
        assertThat(openaiSays(com.openai.errors.PermissionDeniedException.class, () -> chat(openai, "o9-large", SMALL)))
                .hasMessageContaining("o9-large");
        assertThat(openaiSays(
                        com.openai.errors.PermissionDeniedException.class, () -> respond(openai, "o9-large", SMALL)))
                .hasMessageContaining("o9-large");
        eachWasAskedOnce(3);
    }

    @Test
    void aModelThatNoUpstreamServesIsNotFound() throws IOException {
        AnthropicClient claude = scene.anthropic();
        OpenAIClient openai = scene.openai();

        assertThat(claudeSays(com.anthropic.errors.NotFoundException.class, () -> message(claude, "lost-1", SMALL)))
                .hasMessageContaining("lost-1");
        assertThat(openaiSays(com.openai.errors.NotFoundException.class, () -> chat(openai, "lost-1", SMALL)))
                .hasMessageContaining("lost-1");
        assertThat(openaiSays(com.openai.errors.NotFoundException.class, () -> respond(openai, "lost-1", SMALL)))
                .hasMessageContaining("lost-1");
        eachWasAskedOnce(3);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() throws IOException {
        AnthropicClient claude = scene.anthropic();
        OpenAIClient openai = scene.openai();

        claudeSays(ContentTooLargeException.class, () -> message(claude, "claude-sonnet-4-5", LARGE));
        assertThat(openaiSays(UnexpectedStatusCodeException.class, () -> chat(openai, "gpt-5.5", LARGE))
                        .statusCode())
                .isEqualTo(413);
        assertThat(openaiSays(UnexpectedStatusCodeException.class, () -> respond(openai, "gpt-5.5", LARGE))
                        .statusCode())
                .isEqualTo(413);
        eachWasAskedOnce(3);
    }
}
