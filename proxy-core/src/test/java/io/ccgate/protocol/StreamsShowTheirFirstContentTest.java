package io.ccgate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.ccgate.protocol.sse.StreamError;
import io.ccgate.protocol.sse.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsShowTheirFirstContentTest {
    private static final String START =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5}}}\n\n";
    private static final String CREATED =
            "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"error\":null}}\n\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANTHROPIC | event: ping~data: {}~~ | PREAMBLE",
                "ANTHROPIC | : comment~~event:message_start~data:{}~~ | PREAMBLE",
                "ANTHROPIC | data: {'type':'ping'}~~ | PREAMBLE",
                "ANTHROPIC | event: ping~data: {}~~event: content_block_start~data: {}~~ | CONTENT",
                "ANTHROPIC | event: message_delta~data: {}~~ | CONTENT",
                "ANTHROPIC | event: message_stop~data: {}~~ | END",
                "ANTHROPIC | event: content_block_start~data: {} | PREAMBLE",
                "RESPONSES | event: response.created~data: {}~~data: {'type':'response.in_progress'}~~ | PREAMBLE",
                "RESPONSES | data: {'type':'response.queued'}~~data: {'type':'keepalive'}~~ | PREAMBLE",
                "RESPONSES | data: {'type':'response.output_item.added'}~~ | CONTENT",
                "CHAT | : OPENROUTER PROCESSING~~ | PREAMBLE",
                "CHAT | data: {'choices':[{'delta':{'role':'assistant','content':''},'finish_reason':null}]}~~ | PREAMBLE",
                "CHAT | data: {'choices':[],'prompt_filter_results':[{}]}~~ | PREAMBLE",
                "CHAT | data: {'choices':[{'delta':{'content':'h'}}]}~~ | CONTENT",
                "CHAT | data: {'choices':[{'delta':{'role':'assistant','tool_calls':[{}]}}]}~~ | CONTENT",
                "CHAT | data: {'choices':[{'delta':{'reasoning_content':'h'}}]}~~ | CONTENT",
                "CHAT | data: {'choices':[{'delta':{},'finish_reason':'stop'}]}~~ | CONTENT",
                "CHAT | data: [DONE]~~ | END",
                "CHAT | data: not json~~ | CONTENT",
                "GEMINI | : x~~ | PREAMBLE",
                "GEMINI | data: {'candidates':[]}~~ | CONTENT",
            })
    void byEachProtocolsEvents(Protocol protocol, String events, Verdict verdict) {
        assertThat(everyCut(protocol, events.replace('~', '\n').replace('\'', '"')))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANTHROPIC | event: error~data: {'type':'error','error':{'type':'overloaded_error','message':'M'}}~~"
                        + " | overloaded_error | 529",
                "ANTHROPIC | data: {'type':'error','error':{'type':'rate_limit_error','message':'M'}}~~"
                        + " | rate_limit_error | 429",
                "ANTHROPIC | event: error~data: {'error':{'type':'new_error','message':'M'}}~~ | new_error | 500",
                "RESPONSES | data: {'type':'error','code':'rate_limit_exceeded','message':'M'}~~ | rate_limit_exceeded | 429",
                "RESPONSES | event: response.failed~data: {'type':'response.failed','response':{'error':{'code':'server_error','message':'M'}}}~~"
                        + " | server_error | 500",
                "RESPONSES | event: error~data: {'error':{'type':'invalid_request_error','message':'M'}}~~"
                        + " | invalid_request_error | 400",
                "CHAT | data: {'error':{'message':'M','type':'server_error','code':503}}~~ | server_error | 503",
                "CHAT | data: {'error':{'message':'M','code':'invalid_api_key'}}~~ | invalid_api_key | 401",
                "CHAT | data: {'error':'M'}~~ | server_error | 500",
                "CHAT | data: {'object':'error','message':'M','type':'BadRequestError','code':400}~~ | BadRequestError | 400",
                "GEMINI | data: {'error':{'code':429,'message':'M','status':'RESOURCE_EXHAUSTED'}}~~"
                        + " | RESOURCE_EXHAUSTED | 429",
                "GEMINI | data: [{'error':{'code':503,'message':'M','status':'UNAVAILABLE'}}]~~ | UNAVAILABLE | 503",
            })
    void errorsAreReadWithTheirStatus(Protocol protocol, String events, String type, int status) {
        StreamProbe probe = StreamProbe.create(protocol);
        feed(probe, events.replace('~', '\n').replace('\'', '"').getBytes(UTF_8));

        assertThat(probe.error()).isEqualTo(new StreamError(type, "M", status));
        assertThat(everyCut(protocol, events.replace('~', '\n').replace('\'', '"')))
                .isEqualTo(Verdict.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r\n'", "'\r'"})
    void anyLineEndAndAByteOrderMark(String lineEnd) {
        String stream = ("\uFEFF" + START
                        + "event: error\ndata: {\"error\":\ndata: {\"type\":\"overloaded_error\"}}\n\n")
                .replace("\n", lineEnd);

        assertThat(everyCut(Protocol.ANTHROPIC, stream + "x")).isEqualTo(Verdict.ERROR);
    }

    @Test
    void theVerdictStays() {
        StreamProbe probe = StreamProbe.create(Protocol.RESPONSES);
        feed(probe, (CREATED + "data: {\"type\":\"response.output_text.delta\"}\n\n").getBytes(UTF_8));
        assertThat(feed(probe, "data: {\"type\":\"error\"}\n\n".getBytes(UTF_8)))
                .isEqualTo(Verdict.CONTENT);
    }

    @Test
    void aPreambleTooLongToHoldCountsAsContent() {
        byte[] comments =
                ": keep waiting\n\n".repeat(StreamProbe.MAX_PREAMBLE / 16).getBytes(UTF_8);

        assertThat(feed(StreamProbe.create(Protocol.ANTHROPIC), comments)).isEqualTo(Verdict.CONTENT);
    }

    @Test
    void aResponseThatRepeatsALargeRequestIsStillPreamble() {
        String created = CREATED.replace("null", "null,\"instructions\":\"" + "x".repeat(90_000) + "\"");

        assertThat(feed(StreamProbe.create(Protocol.RESPONSES), (created + created).getBytes(UTF_8)))
                .isEqualTo(Verdict.PREAMBLE);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void randomBytesNeverThrow(Protocol protocol) {
        Random random = new Random(3);
        byte[] marks = "data: {\"error\":[]}\n\r:event".getBytes(UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : marks[random.nextInt(marks.length)];
            }
            assertThat(feed(StreamProbe.create(protocol), bytes)).isNotNull();
        }
    }

    private static Verdict everyCut(Protocol protocol, String stream) {
        byte[] bytes = stream.getBytes(UTF_8);
        Verdict whole = feed(StreamProbe.create(protocol), bytes);
        for (int at = 0; at < bytes.length; at++) {
            StreamProbe probe = StreamProbe.create(protocol);
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
            probe.feed(buffer, 0, at);
            assertThat(probe.feed(buffer, at, bytes.length - at))
                    .as("cut at %d", at)
                    .isEqualTo(whole);
        }
        return whole;
    }

    private static Verdict feed(StreamProbe probe, byte[] bytes) {
        return probe.feed(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
    }
}
