package io.ccgate.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiClientsWorkUnchangedTest {
    private static final Map<String, Object> PLACE = Map.of("place", Map.of("type", "string"));
    private static final String CALL = "How is it? [[tool weather {\"place\": \"Kiel\"}]]";
    private static final String RESULT = "Rain, as always";

    @TempDir
    Path folder;

    private SdkScene scene;
    private OpenAIClient client;

    @BeforeEach
    void start() throws IOException {
        scene = new SdkScene(folder);
        client = scene.openai();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    // ---- Chat Completions -----------------------------------------------------------------------------------------

    private static ChatCompletionCreateParams.Builder chat(String prompt) {
        return ChatCompletionCreateParams.builder().model("gpt-5.5").addUserMessage(prompt);
    }

    private static String text(ChatCompletion chat) {
        return chat.choices().get(0).message().content().orElse("");
    }

    private ChatCompletion streamed(ChatCompletionCreateParams params) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    @Test
    void aChatStreamAddsUpToTheSameAnswerAsABody() {
        ChatCompletion body = client.chat().completions().create(chat("hello").build());
        ChatCompletion stream = streamed(chat("hello")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(stream.usage().orElseThrow().completionTokens())
                .isEqualTo(body.usage().orElseThrow().completionTokens())
                .isPositive();
    }

    @Test
    void usageThatTheClientDidNotAskForIsNotShownToIt() {
        assertThat(streamed(chat("hello").build()).usage()).isEmpty();
        assertThat(scene.upstream().lastRequest().orElseThrow().text()).contains("include_usage");
    }

    @Test
    void aChatToolLoopOfTwoTurnsComesToItsEnd() {
        FunctionDefinition weather = FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(PLACE))
                        .build())
                .build();
        ChatCompletionCreateParams.Builder talk = chat(CALL).addFunctionTool(weather);
        ChatCompletion first = streamed(talk.build());
        ChatCompletionMessageFunctionToolCall call = first.choices()
                .get(0)
                .message()
                .toolCalls()
                .orElseThrow()
                .get(0)
                .asFunction();
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

    // ---- Responses ------------------------------------------------------------------------------------------------

    private static ResponseCreateParams.Builder respond(String prompt) {
        return ResponseCreateParams.builder().model("gpt-5.5").input(prompt);
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(content -> content.text())
                .collect(Collectors.joining());
    }

    private Response streamed(ResponseCreateParams params) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.response();
    }

    @Test
    void aResponseStreamAddsUpToTheSameAnswerAsABody() {
        Response body = client.responses().create(respond("hello").build());
        Response stream = streamed(respond("hello").build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(stream.status()).contains(ResponseStatus.COMPLETED);
        assertThat(stream.usage().orElseThrow().outputTokens())
                .isEqualTo(body.usage().orElseThrow().outputTokens())
                .isPositive();
    }

    @Test
    void aResponsesToolLoopOfTwoTurnsComesToItsEnd() {
        FunctionTool weather = FunctionTool.builder()
                .name("weather")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(PLACE))
                        .build())
                .build();
        ResponseInputItem question = ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(CALL)
                .build());
        ResponseCreateParams.Builder talk =
                ResponseCreateParams.builder().model("gpt-5.5").addTool(weather);
        Response first = streamed(talk.inputOfResponse(List.of(question)).build());
        ResponseFunctionToolCall call = first.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualToIgnoringWhitespace("{\"place\":\"Kiel\"}");

        ResponseInputItem result = ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output(RESULT)
                .build());
        Response second = client.responses()
                .create(talk.inputOfResponse(List.of(question, ResponseInputItem.ofFunctionCall(call), result))
                        .build());
        assertThat(text(second)).contains(RESULT);
    }

    // ---- beside the turns -----------------------------------------------------------------------------------------

    @Test
    void embeddingsAreMade() {
        var answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .build());

        assertThat(answer.data())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.embedding()).isNotEmpty());
    }

    @Test
    void modelsAreListedAndFound() {
        List<String> ids =
                client.models().list().autoPager().stream().map(Model::id).toList();

        assertThat(ids).contains("gpt-5.5");
        assertThat(client.models().retrieve("gpt-5.5").id()).isEqualTo("gpt-5.5");
    }
}
