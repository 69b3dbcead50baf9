package io.ccgate.translated;

import static io.ccgate.fixture.ClaudeSdk.WEATHER;
import static io.ccgate.fixture.ClaudeSdk.call;
import static io.ccgate.fixture.ClaudeSdk.streamed;
import static io.ccgate.fixture.ClaudeSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ThinkingBlock;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application written with Anthropic's SDK does not notice whose upstream answers. */
class ClaudeAppsReachEveryUpstreamTest {
    private static final String MODEL = "claude-sonnet-4-5";

    @TempDir
    Path folder;

    private ForeignScene scene;
    private AnthropicClient client;

    private void start(String protocol) throws IOException {
        scene = ForeignScene.of(folder, protocol);
        client = scene.anthropic();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static MessageCreateParams.Builder ask(String prompt) {
        return MessageCreateParams.builder().model(MODEL).maxTokens(2000).addUserMessage(prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void aStreamAddsUpToTheSameMessageAsABody(String protocol) throws IOException {
        start(protocol);
        Message body = client.messages().create(ask("hello").build());
        Message stream = streamed(client, ask("hello").build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(stream.stopReason()).contains(StopReason.END_TURN);
        assertThat(List.of(body.model().asString(), stream.model().asString())).containsOnly(MODEL);
        assertThat(stream.usage().outputTokens())
                .isEqualTo(body.usage().outputTokens())
                .isPositive();
        assertThat(stream.usage().inputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void theBooksHoldTheUpstreamsOwnNumbers(String protocol) throws IOException {
        start(protocol);
        client.messages().create(ask("hello").build());
        Message shown = streamed(client, ask("hello").build());

        assertThat(Records.await(scene.gateway(), 2)).allSatisfy(record -> {
            assertThat(record.path("statusCode").asInt()).isEqualTo(200);
            assertThat(record.path("upstream").asText()).isEqualTo("foreign");
            assertThat(record.path("estimated").asBoolean()).isFalse();
            assertThat(record.path("outputTokens").asLong())
                    .isEqualTo(shown.usage().outputTokens());
            assertThat(record.path("totalCost").asDouble()).isPositive();
        });
        JsonNode last = Records.all(scene.gateway()).get(1);
        assertThat(last.path("inputTokens").asLong()
                        + last.path("cacheReadTokens").asLong())
                .isEqualTo(shown.usage().inputTokens()
                        + shown.usage().cacheReadInputTokens().orElse(0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void aToolLoopOfTwoTurnsComesToItsEnd(String protocol) throws IOException {
        start(protocol);
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

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void severalCallsAtOnceComeWholeAndInOrder(String protocol) throws IOException {
        start(protocol);
        Message answer = streamed(
                client,
                ask("How? [[tool weather {\"place\": \"Kiel\"}]] [[tool weather {\"place\": \"Bonn\", \"days\": [1,"
                                + " 2]}]]")
                        .addTool(WEATHER)
                        .build());

        List<ToolUseBlock> calls = answer.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .toList();
        assertThat(calls)
                .extracting(ToolUseBlock::_input)
                .containsExactly(
                        JsonValue.from(Map.of("place", "Kiel")),
                        JsonValue.from(Map.of("place", "Bonn", "days", List.of(1, 2))));
        assertThat(calls).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void thoughtsAreStreamedAndTakenBackByTheNextTurn(String protocol) throws IOException {
        start(protocol);
        MessageCreateParams.Builder talk = ask("Think about [[tool weather {\"place\": \"Kiel\"}]] rain")
                .enabledThinking(1024)
                .addTool(WEATHER);
        Message first = streamed(client, talk.build());
        assertThat(first.content().stream().flatMap(block -> block.thinking().stream()))
                .extracting(ThinkingBlock::thinking)
                .singleElement()
                .asString()
                .isNotEmpty();
        ToolUseBlock call = call(first);

        ToolResultBlockParam result = ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content("Rain")
                .build();
        Message second = client.messages()
                .create(talk.addMessage(first)
                        .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(result)))
                        .build());
        assertThat(text(second)).contains("Rain");
        String sent = scene.sent().toString();
        switch (protocol) {
            case "openai-responses" -> assertThat(sent).contains("encrypted_content");
            case "gemini" -> assertThat(sent).contains("thoughtSignature");
            default -> assertThat(sent).doesNotContain("signature");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void anAnswerHasTheShapeThatWasAskedFor(String protocol) throws IOException {
        start(protocol);
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("city", Map.of("type", "string")),
                "required",
                List.of("city"),
                "additionalProperties",
                false);
        Message answer = client.messages()
                .create(ask("Name one")
                        .putAdditionalBodyProperty(
                                "output_config",
                                JsonValue.from(Map.of("format", Map.of("type", "json_schema", "schema", schema))))
                        .build());

        assertThat(ForeignScene.json(text(answer)).path("city").isTextual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "gemini"})
    void anAnswerThatHitsTheLimitSaysSo(String protocol) throws IOException {
        start(protocol);
        MessageCreateParams.Builder brief =
                MessageCreateParams.builder().model(MODEL).maxTokens(8).addUserMessage("hello");

        assertThat(client.messages().create(brief.build()).stopReason()).contains(StopReason.MAX_TOKENS);
        assertThat(streamed(client, brief.build()).stopReason()).contains(StopReason.MAX_TOKENS);
    }
}
