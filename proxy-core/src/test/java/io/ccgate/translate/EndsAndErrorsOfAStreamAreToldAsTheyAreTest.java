package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.RESPONSES;
import static io.ccgate.translate.fixture.Streams.START;
import static io.ccgate.translate.fixture.Streams.STOP;
import static io.ccgate.translate.fixture.Streams.chunk;
import static io.ccgate.translate.fixture.Streams.finish;
import static io.ccgate.translate.fixture.Streams.fragment;
import static io.ccgate.translate.fixture.Streams.request;
import static io.ccgate.translate.fixture.Streams.sse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.fixture.ReceivedStream;
import io.ccgate.translate.fixture.Translations;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that failed, was cut or is empty never looks like a complete answer, and an end says why. */
class EndsAndErrorsOfAStreamAreToldAsTheyAreTest {
    @ParameterizedTest
    @ValueSource(strings = {"pause_turn", "model_context_window_exceeded"})
    void whatIsNotCompleteIsNeverCalledComplete(String reason) {
        String sse = sse(START, "{'type':'message_delta','delta':{'stop_reason':'" + reason + "'},'usage':{}}", STOP);
        assertThat(Translations.stream(request(CHAT, ANTHROPIC), sse)).contains("\"finish_reason\":\"length\"");
        assertThat(Translations.stream(request(RESPONSES, ANTHROPIC), sse)).contains("response.incomplete");
    }

    @Test
    void finishReasonsFollowWhatHappened() {
        String call = fragment("'index':0,'id':'a','function':{'name':'t','arguments':'{}'}");
        assertThat(Translations.stream(request(ANTHROPIC, CHAT), sse(call, finish("stop"), "[DONE]")))
                .contains("\"stop_reason\":\"tool_use\"");
        assertThat(Translations.stream(
                        request(ANTHROPIC, CHAT), sse(chunk("'content':'x'"), finish("tool_calls"), "[DONE]")))
                .contains("\"stop_reason\":\"end_turn\"");
    }

    @Test
    void anErrorWithinAStreamIsSaidAndNothingFollows() {
        String sse = sse(chunk("'content':'a'"), "{'error':{'message':'Boom','code':429}}", finish("stop"), "[DONE]");
        String received = Translations.stream(request(ANTHROPIC, CHAT), sse);
        assertThat(received)
                .contains("event: error", "rate_limit_error", "Boom")
                .doesNotContain("message_stop");
    }

    @Test
    void anErrorBeforeAnythingElseCanStillBeAnHttpError() {
        StreamTranslation stream = request(ANTHROPIC, CHAT).answer().stream();
        byte[] sse = Translations.bytes(sse("{'error':'overloaded'}"));
        stream.feed(sse, 0, sse.length);
        assertThat(stream.started()).isFalse();
        assertThat(stream.out().length()).isZero();
        assertThat(Objects.requireNonNull(stream.errorReply()).status()).isEqualTo(502);
    }

    @Test
    void anEmptyStreamIsABadGatewayNotAnEmptyAnswer() {
        StreamTranslation stream = request(ANTHROPIC, CHAT).answer().stream();
        stream.end();
        assertThat(Objects.requireNonNull(stream.errorReply()).status()).isEqualTo(502);
    }

    @Test
    void aFailedResponseIsAnErrorNotAnEmptyAnswer() {
        String sse = sse(
                "{'type':'response.created','response':{'id':'resp_1'}}",
                "{'type':'response.failed','response':{'error':{'code':'rate_limit_exceeded','message':'Slow'}}}");
        assertThat(Translations.stream(request(ANTHROPIC, RESPONSES), sse))
                .contains("event: error", "rate_limit_error", "Slow");
    }

    @Test
    void aResponsesClientAlwaysGetsATerminalEventAndEveryEventsTypeInItsData() {
        String cut = Translations.stream(request(RESPONSES, ANTHROPIC), sse(START));
        assertThat(cut).contains("\"type\":\"response.failed\"", "\"code\":\"server_error\"");
        for (JsonNode event : ReceivedStream.parse(cut, RESPONSES).events()) {
            assertThat(event.path("type").asText()).startsWith("response.");
        }
    }

    @Test
    void aTextOfControlCharactersIsNeverPassedOn() {
        String sse = "data: {\"choices\":[{\"delta\":{\"content\":\"a\u0001\"}}]}\n\n";
        StreamTranslation stream = request(ANTHROPIC, CHAT).answer().stream();
        byte[] bytes = Translations.bytes(sse);
        stream.feed(bytes, 0, bytes.length);
        stream.end();
        assertThat(stream.failure()).isNotNull();
    }
}
