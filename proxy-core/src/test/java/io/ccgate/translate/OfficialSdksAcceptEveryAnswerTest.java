package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.Translations;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vendors' own model classes take what clients receive, every required field present and of its type. */
class OfficialSdksAcceptEveryAnswerTest {

    static List<Arguments> pairs() {
        return EveryPairTest.pairs().stream()
                .filter(pair -> pair.get()[0] != Protocol.GEMINI)
                .toList();
    }

    private static <T> T openAi(byte[] json, Class<T> type) throws IOException {
        return com.openai.core.ObjectMappers.jsonMapper().readValue(json, type);
    }

    private static <T> T anthropic(byte[] json, Class<T> type) throws IOException {
        return com.anthropic.core.ObjectMappers.jsonMapper().readValue(json, type);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void asAWhole(Protocol client, Protocol upstream) throws IOException {
        byte[] body = EveryPairTest.translated(client, upstream, false)
                .answer()
                .whole(Translations.bytes(EveryPairTest.answer(upstream)))
                .body();
        switch (client) {
            case ANTHROPIC ->
                assertThat(anthropic(body, Message.class).validate().isValid()).isTrue();
            case CHAT ->
                assertThat(openAi(body, ChatCompletion.class).validate().isValid())
                        .isTrue();
            case RESPONSES ->
                assertThat(openAi(body, Response.class).validate().isValid()).isTrue();
            case GEMINI -> throw new IllegalArgumentException("has no SDK here");
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void asAStream(Protocol client, Protocol upstream) throws IOException {
        String sse =
                Translations.stream(EveryPairTest.translated(client, upstream, true), EveryPairTest.stream(upstream));
        int events = 0;
        for (String line : sse.split("\n")) {
            if (!line.startsWith("data: {")) {
                continue;
            }
            byte[] data = Translations.bytes(line.substring("data: ".length()));
            events++;
            switch (client) {
                case ANTHROPIC ->
                    assertThat(anthropic(data, RawMessageStreamEvent.class)
                                    .validate()
                                    .isValid())
                            .isTrue();
                case CHAT ->
                    assertThat(openAi(data, ChatCompletionChunk.class)
                                    .validate()
                                    .isValid())
                            .isTrue();
                case RESPONSES ->
                    assertThat(openAi(data, ResponseStreamEvent.class)
                                    .validate()
                                    .isValid())
                            .isTrue();
                case GEMINI -> throw new IllegalArgumentException("has no SDK here");
            }
        }
        assertThat(events).isGreaterThan(3);
    }
}
