package io.ccgate.sdk;

import static io.ccgate.fixture.OpenAiSdk.CALL;
import static io.ccgate.fixture.OpenAiSdk.RESULT;
import static io.ccgate.fixture.OpenAiSdk.call;
import static io.ccgate.fixture.OpenAiSdk.streamed;
import static io.ccgate.fixture.OpenAiSdk.text;
import static io.ccgate.fixture.OpenAiSdk.weather;
import static io.ccgate.fixture.OpenAiSdk.weatherTool;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiClientsWorkUnchangedTest {
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

    @Test
    void aChatStreamAddsUpToTheSameAnswerAsABody() {
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
        assertThat(stream.usage().orElseThrow().completionTokens())
                .isEqualTo(body.usage().orElseThrow().completionTokens())
                .isPositive();
    }

    @Test
    void usageThatTheClientDidNotAskForIsNotShownToIt() {
        assertThat(streamed(client, chat("hello").build()).usage()).isEmpty();
        assertThat(scene.upstream().lastRequest().orElseThrow().text()).contains("include_usage");
    }

    @Test
    void aChatToolLoopOfTwoTurnsComesToItsEnd() {
        ChatCompletionCreateParams.Builder talk = chat(CALL).addFunctionTool(weather());
        ChatCompletion first = streamed(client, talk.build());
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

    // ---- Responses ------------------------------------------------------------------------------------------------

    private static ResponseCreateParams.Builder respond(String prompt) {
        return ResponseCreateParams.builder().model("gpt-5.5").input(prompt);
    }

    @Test
    void aResponseStreamAddsUpToTheSameAnswerAsABody() {
        Response body = client.responses().create(respond("hello").build());
        Response stream = streamed(client, respond("hello").build());

        assertThat(text(body)).contains("hello");
        assertThat(text(stream)).isEqualTo(text(body));
        assertThat(stream.status()).contains(ResponseStatus.COMPLETED);
        assertThat(stream.usage().orElseThrow().outputTokens())
                .isEqualTo(body.usage().orElseThrow().outputTokens())
                .isPositive();
    }

    @Test
    void aResponsesToolLoopOfTwoTurnsComesToItsEnd() {
        ResponseInputItem question = ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(CALL)
                .build());
        ResponseCreateParams.Builder talk =
                ResponseCreateParams.builder().model("gpt-5.5").addTool(weatherTool());
        Response first =
                streamed(client, talk.inputOfResponse(List.of(question)).build());
        ResponseFunctionToolCall call = call(first);
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
