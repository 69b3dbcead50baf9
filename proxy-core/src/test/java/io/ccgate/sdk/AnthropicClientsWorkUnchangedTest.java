package io.ccgate.sdk;

import static io.ccgate.fixture.ClaudeSdk.WEATHER;
import static io.ccgate.fixture.ClaudeSdk.call;
import static io.ccgate.fixture.ClaudeSdk.streamed;
import static io.ccgate.fixture.ClaudeSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnthropicClientsWorkUnchangedTest {
    @TempDir
    Path folder;

    private SdkScene scene;
    private AnthropicClient client;

    @BeforeEach
    void start() throws IOException {
        scene = new SdkScene(folder);
        client = scene.anthropic();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static MessageCreateParams.Builder ask(String prompt) {
        return MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(500)
                .addUserMessage(prompt);
    }

    @Test
    void aStreamAddsUpToTheSameMessageAsABody() {
        Message body = client.messages().create(ask("hello").build());
        Message stream = streamed(client, ask("hello").build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(stream.stopReason()).contains(StopReason.END_TURN);
        assertThat(stream.usage().outputTokens())
                .isEqualTo(body.usage().outputTokens())
                .isPositive();
        assertThat(stream.usage().inputTokens()).isPositive();
    }

    @Test
    void aToolLoopOfTwoTurnsComesToItsEnd() {
        MessageCreateParams.Builder talk =
                ask("How is it? [[tool weather {\"place\": \"Kiel\"}]]").addTool(WEATHER);
        Message first = streamed(client, talk.build());
        assertThat(first.stopReason()).contains(StopReason.TOOL_USE);
        ToolUseBlock call = call(first);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call._input()).isEqualTo(JsonValue.from(Map.of("place", "Kiel")));

        ToolResultBlockParam result = ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content("Rain, as always")
                .build();
        Message second = client.messages()
                .create(talk.addMessage(first)
                        .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(result)))
                        .build());
        assertThat(second.stopReason()).contains(StopReason.END_TURN);
        assertThat(text(second)).contains("Rain, as always");
    }

    @Test
    void tokensAreCountedWithoutATurn() {
        long tokens = client.messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model("claude-sonnet-4-5")
                        .addUserMessage("How long is this?")
                        .build())
                .inputTokens();

        assertThat(tokens).isPositive();
        assertThat(scene.upstream().lastRequest().orElseThrow().uri()).isEqualTo("/v1/messages/count_tokens");
    }

    @Test
    void modelsAreListedAndFound() {
        List<String> ids =
                client.models().list().autoPager().stream().map(ModelInfo::id).toList();

        assertThat(ids).isNotEmpty().allMatch(id -> id.startsWith("claude-"));
        assertThat(client.models().retrieve(ids.get(0)).id()).isEqualTo(ids.get(0));
    }
}
