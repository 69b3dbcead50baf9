package io.ccgate.translated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.models.Model;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAI endpoint in front of Claude: names of the configuration, answered under the name that was asked for. */
class AliasesReachEveryUpstreamTest {
    private static final String ALIASES = """
            , "openai": {"models": {"small": "claude-sonnet-4-5", "big": "claude-opus-5-5"},
              "defaultModel": "claude-sonnet-4-5"}""";

    @TempDir
    Path folder;

    private MockUpstream upstream;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start(MockOptions.defaults().withRecorded(10));
    }

    @AfterEach
    void close() {
        gateway.close();
        upstream.close();
    }

    private OpenAIClient client(String sections) throws IOException {
        gateway = TestGateway.in(folder)
                .upstream(
                        "claude",
                        upstream.uri(),
                        "anthropic",
                        ", \"allowedModels\": [\"claude-sonnet-4-5\", \"claude-opus-5-5\"]")
                .tenant("\"allowedModels\": [\"claude-sonnet-4-5\"]")
                .sections(sections)
                .start();
        return com.openai.client.okhttp.OpenAIOkHttpClient.builder()
                .apiKey(TestGateway.KEY)
                .baseUrl(gateway.url() + "/openai/v1")
                .maxRetries(0)
                .build();
    }

    private static ChatCompletion ask(OpenAIClient client, String model) {
        return client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessage("hello")
                        .build());
    }

    private String sentModel() {
        return ForeignScene.json(upstream.lastRequest().orElseThrow().text())
                .path("model")
                .asText();
    }

    @Test
    void anAliasIsAnsweredUnderItsOwnName() throws IOException {
        ChatCompletion answer = ask(client(ALIASES), "small");

        assertThat(answer.model()).isEqualTo("small");
        assertThat(answer.choices().get(0).message().content().orElse("")).contains("hello");
        assertThat(sentModel()).isEqualTo("claude-sonnet-4-5");
    }

    @Test
    void theDefaultModelStandsInForNamesNobodyKnows() throws IOException {
        ChatCompletion answer = ask(client(ALIASES), "gpt-of-tomorrow");

        assertThat(answer.model()).isEqualTo("gpt-of-tomorrow");
        assertThat(sentModel()).isEqualTo("claude-sonnet-4-5");
    }

    @Test
    void theListHoldsAliasesAndModelsThatTheTenantMayUseAndNoOther() throws IOException {
        OpenAIClient client = client(ALIASES.replace("\"defaultModel\": \"claude-sonnet-4-5\"", "\"enabled\": true"));
        List<String> ids =
                client.models().list().autoPager().stream().map(Model::id).toList();

        assertThat(ids).contains("small", "claude-sonnet-4-5").doesNotContain("big", "claude-opus-5-5");
        assertThat(client.models().retrieve("small").id()).isEqualTo("small");
        assertThatThrownBy(() -> client.models().retrieve("big")).isInstanceOf(NotFoundException.class);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void anEndpointThatIsSwitchedOffSaysSo() throws IOException {
        OpenAIClient client = client(", \"openai\": {\"enabled\": false}");

        assertThat(catchThrowableOfType(OpenAIServiceException.class, () -> ask(client, "small"))
                        .statusCode())
                .isEqualTo(503);
    }
}
