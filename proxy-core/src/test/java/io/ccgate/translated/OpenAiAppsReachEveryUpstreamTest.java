package io.ccgate.translated;

import static io.ccgate.fixture.OpenAiSdk.CALL;
import static io.ccgate.fixture.OpenAiSdk.RESULT;
import static io.ccgate.fixture.OpenAiSdk.call;
import static io.ccgate.fixture.OpenAiSdk.streamed;
import static io.ccgate.fixture.OpenAiSdk.text;
import static io.ccgate.fixture.OpenAiSdk.weather;
import static io.ccgate.fixture.OpenAiSdk.weatherTool;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.ChatModel;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStatus;
import io.ccgate.fixture.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application written with OpenAI's SDK does not notice whose upstream answers. */
class OpenAiAppsReachEveryUpstreamTest {
    private static final String MODEL = "gpt-5.5";

    @TempDir
    Path folder;

    private ForeignScene scene;
    private OpenAIClient client;

    private void start(String protocol) throws IOException {
        scene = ForeignScene.of(folder, protocol);
        client = scene.openai();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    // ---- Chat Completions -----------------------------------------------------------------------------------------

    private static ChatCompletionCreateParams.Builder chat(String prompt) {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "openai-responses"})
    void aChatStreamAddsUpToTheSameAnswerAsABody(String protocol) throws IOException {
        start(protocol);
        ChatCompletion body = client.chat().completions().create(chat("hello").build());
        ChatCompletion stream = streamed(
                client,
                chat("hello")
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(List.of(body.model(), stream.model())).containsOnly(MODEL);
        assertThat(stream.usage().orElseThrow().completionTokens())
                .isEqualTo(body.usage().orElseThrow().completionTokens())
                .isPositive();
        assertThat(stream.usage().orElseThrow().promptTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "openai-responses"})
    void usageNobodyAskedForIsNotShownButBooked(String protocol) throws IOException {
        start(protocol);
        assertThat(streamed(client, chat("hello").build()).usage()).isEmpty();

        var record = Records.one(scene.gateway());
        assertThat(record.path("outputTokens").asLong()).isPositive();
        assertThat(record.path("estimated").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "openai-responses"})
    void aChatToolLoopOfTwoTurnsComesToItsEnd(String protocol) throws IOException {
        start(protocol);
        ChatCompletionCreateParams.Builder talk = chat(CALL).addFunctionTool(weather());
        ChatCompletion first = streamed(client, talk.build());
        assertThat(first.choices().get(0).finishReason().asString()).isEqualTo("tool_calls");
        ChatCompletionMessageFunctionToolCall call = call(first);
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualToIgnoringWhitespace("{\"place\":\"Kiel\"}");

        ChatCompletion second = client.chat()
                .completions()
                .create(talk.addMessage(first.choices().get(0).message())
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content(RESULT)
                                .build())
                        .build());
        assertThat(text(second)).contains(RESULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "openai-responses"})
    void aChatAnswerHasTheShapeThatWasAskedFor(String protocol) throws IOException {
        start(protocol);
        Map<String, Object> format = Map.of(
                "type",
                "json_schema",
                "json_schema",
                Map.of(
                        "name",
                        "city",
                        "strict",
                        true,
                        "schema",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("city", Map.of("type", "string")),
                                "required",
                                List.of("city"),
                                "additionalProperties",
                                false)));
        ChatCompletion answer = client.chat()
                .completions()
                .create(chat("Name one")
                        .putAdditionalBodyProperty("response_format", JsonValue.from(format))
                        .build());

        assertThat(ForeignScene.json(text(answer)).path("city").isTextual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini"})
    void systemAndDeveloperMessagesArriveWholeAndInOrder(String protocol) throws IOException {
        start(protocol);
        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(MODEL)
                        .addSystemMessage("First rule.")
                        .addDeveloperMessage("Second rule.")
                        .addUserMessage("hello")
                        .build());

        String system = scene.sent()
                .path(protocol.equals("anthropic") ? "system" : "systemInstruction")
                .toString();
        assertThat(system).contains("First rule.", "Second rule.");
        assertThat(system.indexOf("First rule.")).isLessThan(system.indexOf("Second rule."));
    }

    // ---- Responses ------------------------------------------------------------------------------------------------

    private static ResponseCreateParams.Builder respond(String prompt) {
        return ResponseCreateParams.builder().model(MODEL).input(prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "openai-chat"})
    void aResponseStreamAddsUpToTheSameAnswerAsABody(String protocol) throws IOException {
        start(protocol);
        Response body = client.responses().create(respond("hello").build());
        Response stream = streamed(client, respond("hello").build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(List.of(body.model().asChat(), stream.model().asChat())).containsOnly(ChatModel.of(MODEL));
        assertThat(stream.status()).contains(ResponseStatus.COMPLETED);
        assertThat(stream.usage().orElseThrow().outputTokens())
                .isEqualTo(body.usage().orElseThrow().outputTokens())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini"})
    void aResponsesToolLoopReplaysItsReasoningToTheUpstreamThatMadeIt(String protocol) throws IOException {
        start(protocol);
        ResponseInputItem question = ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(CALL)
                .build());
        ResponseCreateParams.Builder talk = ResponseCreateParams.builder()
                .model(MODEL)
                .store(false)
                .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
                .reasoning(Reasoning.builder()
                        .effort(ReasoningEffort.MEDIUM)
                        .summary(Reasoning.Summary.AUTO)
                        .build())
                .addTool(weatherTool());
        Response first =
                streamed(client, talk.inputOfResponse(List.of(question)).build());
        ResponseReasoningItem thought = first.output().stream()
                .flatMap(item -> item.reasoning().stream())
                .findFirst()
                .orElseThrow();
        assertThat(thought.summary()).isNotEmpty();
        ResponseFunctionToolCall call = call(first);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualToIgnoringWhitespace("{\"place\":\"Kiel\"}");

        List<ResponseInputItem> input = new ArrayList<>(
                List.of(question, ResponseInputItem.ofReasoning(thought), ResponseInputItem.ofFunctionCall(call)));
        input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output(RESULT)
                .build()));
        Response second = client.responses().create(talk.inputOfResponse(input).build());
        assertThat(text(second)).contains(RESULT);
        String sent = scene.sent().toString();
        assertThat(sent).contains(protocol.equals("anthropic") ? "\"signature\":" : "\"thoughtSignature\":");
    }
}
