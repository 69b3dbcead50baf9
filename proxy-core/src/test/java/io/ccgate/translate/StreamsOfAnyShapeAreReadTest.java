package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.GEMINI;
import static io.ccgate.config.model.Protocol.RESPONSES;
import static io.ccgate.translate.fixture.Streams.START;
import static io.ccgate.translate.fixture.Streams.STOP;
import static io.ccgate.translate.fixture.Streams.chunk;
import static io.ccgate.translate.fixture.Streams.finish;
import static io.ccgate.translate.fixture.Streams.received;
import static io.ccgate.translate.fixture.Streams.request;
import static io.ccgate.translate.fixture.Streams.sse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Framing, order and number of a stream's events are as free as the standards leave them. */
class StreamsOfAnyShapeAreReadTest {
    @Test
    void deltaMembersMayStandInAnyOrder() {
        String sse = sse(
                START,
                "{'index':0,'content_block':{'text':'','type':'text'},'type':'content_block_start'}",
                "{'delta':{'text':'hi','type':'text_delta'},'index':0,'type':'content_block_delta'}",
                "{'index':0,'type':'content_block_stop'}",
                STOP);
        assertThat(Translations.stream(request(CHAT, ANTHROPIC), sse)).contains("\"content\":\"hi\"");
    }

    @Test
    void aDeltaForABlockThatIsNotOpenIsPassedOver() {
        String sse = sse(
                START, "{'type':'content_block_delta','index':4,'delta':{'type':'text_delta','text':'ghost'}}", STOP);
        assertThat(Translations.stream(request(CHAT, ANTHROPIC), sse)).doesNotContain("ghost");
    }

    @Test
    void oddFramingIsReadAsTheStandardSays() {
        String sse = "\uFEFF: hello\r\n"
                + "event: x\r\n"
                + "data: {\"type\":\"message_start\",\r"
                + "data: \"message\":{\"id\":\"m\",\"usage\":{}}}\r\r"
                + "id: 3\n"
                + "data:{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"a\"}}\n\n"
                + "data: {\"type\":\"content_block_stop\",\"index\":0}\r\n\r\n"
                + "data: {\"type\":\"message_stop\"}";
        byte[] bytes = Translations.bytes(sse);
        StreamTranslation stream = request(CHAT, ANTHROPIC).answer().stream();
        for (int i = 0; i < bytes.length; i++) {
            stream.feed(bytes, i, i + 1);
        }
        stream.end();
        assertThat(stream.complete()).isTrue();
        assertThat(Translations.text(stream)).contains("\"content\":\"a\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void severalTextBlocksAreOneMessageClosedBeforeTheCall() {
        String text = "{'type':'content_block_start','index':%d,'content_block':{'type':'text','text':'%s'}}";
        String stop = "{'type':'content_block_stop','index':%d}";
        String sse = sse(
                START,
                String.format(text, 0, "a"),
                String.format(stop, 0),
                String.format(text, 1, "b"),
                String.format(stop, 1),
                "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'c','name':'t','input':{'k':1}}}",
                String.format(stop, 2),
                "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':2}}",
                STOP);
        List<JsonNode> events = received(RESPONSES, ANTHROPIC, sse);
        JsonNode output = events.get(events.size() - 1).at("/response/output");
        assertThat(output).hasSize(2);
        assertThat(output.at("/0/content/0/text").asText()).isEqualTo("ab");
        assertThat(output.at("/1/arguments").asText()).isEqualTo("{\"k\":1}");
    }

    @Test
    void geminiWithoutSseGetsOneGrowingJsonArray() {
        String body = "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}";
        Reading<TranslatedRequest> reading =
                Translations.translate(GEMINI, CHAT, "gpt-4o", body, "/v1beta/models/gpt-4o:streamGenerateContent");
        TranslatedRequest request = ((Reading.Done<TranslatedRequest>) reading).value();
        JsonNode array = Json.parse(Translations.bytes(
                Translations.stream(request, sse(chunk("'content':'a'"), finish("stop"), "[DONE]"))));
        assertThat(array).hasSize(2);
        JsonNode failed = Json.parse(Translations.bytes(Translations.stream(request, sse(chunk("'content':'a'")))));
        assertThat(failed.get(1).has("error")).isTrue();
    }
}
