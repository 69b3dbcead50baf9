package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.RESPONSES;
import static io.ccgate.translate.fixture.Streams.START;
import static io.ccgate.translate.fixture.Streams.STOP;
import static io.ccgate.translate.fixture.Streams.arguments;
import static io.ccgate.translate.fixture.Streams.chunk;
import static io.ccgate.translate.fixture.Streams.finish;
import static io.ccgate.translate.fixture.Streams.fragment;
import static io.ccgate.translate.fixture.Streams.received;
import static io.ccgate.translate.fixture.Streams.request;
import static io.ccgate.translate.fixture.Streams.sse;
import static io.ccgate.translate.fixture.Streams.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.fixture.Translations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that come interleaved, without index, id or name, or in fragments: each arrives once, whole, in its own block. */
class ToolCallsOfAStreamStayWholeAndApartTest {
    @Test
    void interleavedParallelCallsBecomeBlocksInARow() {
        String sse = sse(
                chunk("'role':'assistant','content':''"),
                fragment("'index':0,'id':'a','function':{'name':'t','arguments':''}"),
                fragment("'index':1,'id':'b','function':{'name':'t','arguments':''}"),
                fragment("'index':1,'function':{'arguments':'[2'}"),
                fragment("'index':0,'function':{'arguments':'[1'}"),
                fragment("'index':1,'function':{'arguments':']'}"),
                fragment("'index':0,'function':{'arguments':']'}"),
                finish("tool_calls"),
                "[DONE]");
        List<JsonNode> events = received(ANTHROPIC, CHAT, sse);
        assertThat(arguments(events)).containsExactly("[1]", "[2]");
        assertThat(types(events))
                .isEqualTo(
                        "message_start start:tool_use delta stop start:tool_use delta stop message_delta message_stop");
    }

    @Test
    void callsWithoutIndexAreToldApartByIdAndGoOnWithoutOne() {
        String sse = sse(
                chunk("'role':'assistant'"),
                fragment("'id':'a','function':{'name':'t','arguments':'{'}"),
                fragment("'function':{'arguments':'}'}"),
                fragment("'id':'b','function':{'name':'t','arguments':'{}'}"),
                finish("tool_calls"),
                "[DONE]");
        assertThat(arguments(received(ANTHROPIC, CHAT, sse))).containsExactly("{}", "{}");
    }

    @Test
    void callsWithNeitherIndexNorIdBecomeOneEach() {
        String sse = sse(
                chunk(
                        "'tool_calls':[{'function':{'name':'t','arguments':'{}'}},{'function':{'name':'u','arguments':'{}'}}]"),
                finish("stop"),
                "[DONE]");
        assertThat(arguments(received(ANTHROPIC, CHAT, sse))).containsExactly("{}", "{}");
    }

    @Test
    void aNewIdOnAUsedIndexIsANewCall() {
        String sse = sse(
                fragment("'index':0,'id':'a','function':{'name':'t','arguments':'{}'}"),
                fragment("'index':0,'id':'b','function':{'name':'t','arguments':'{}'}"),
                finish("tool_calls"),
                "[DONE]");
        assertThat(arguments(received(ANTHROPIC, CHAT, sse))).containsExactly("{}", "{}");
    }

    @Test
    void repeatedEmptyOrNullNamesDoNotCorruptTheName() {
        String sse = sse(
                fragment("'index':0,'id':'a','function':{'name':'t','arguments':''}"),
                fragment("'index':0,'id':'','function':{'name':'t','arguments':'{'}"),
                fragment("'index':0,'id':null,'function':{'name':null,'arguments':'}'}"),
                finish("tool_calls"),
                "[DONE]");
        List<JsonNode> events = received(ANTHROPIC, CHAT, sse);
        assertThat(events.get(1).at("/content_block/name").asText()).isEqualTo("t");
        assertThat(arguments(events)).containsExactly("{}");
    }

    @Test
    void anIdThatComesLateOrNeverDoesNotLoseTheCall() {
        String late = sse(
                fragment("'index':0,'function':{'name':'t','arguments':'{'}"),
                fragment("'index':0,'id':'a','function':{'arguments':'}'}"),
                finish("tool_calls"),
                "[DONE]");
        assertThat(received(ANTHROPIC, CHAT, late)
                        .get(1)
                        .at("/content_block/id")
                        .asText())
                .isEqualTo("a");
        String never =
                sse(fragment("'index':0,'function':{'name':'t','arguments':'{}'}"), finish("tool_calls"), "[DONE]");
        List<JsonNode> events = received(ANTHROPIC, CHAT, never);
        assertThat(events.get(1).at("/content_block/id").asText()).startsWith("toolu_");
        assertThat(arguments(events)).containsExactly("{}");
    }

    @Test
    void hiddenServerToolsTakeNoIndexFromAnyone() {
        String blocks = "{'type':'content_block_start','index':%d,'content_block':%s}";
        String stop = "{'type':'content_block_stop','index':%d}";
        String sse = sse(
                START,
                String.format(blocks, 0, "{'type':'server_tool_use','id':'s','name':'web_search','input':{}}"),
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}",
                String.format(stop, 0),
                String.format(blocks, 1, "{'type':'tool_use','id':'a','name':'t','input':{}}"),
                String.format(stop, 1),
                "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':3}}",
                STOP);
        assertThat(received(CHAT, ANTHROPIC, sse)
                        .get(1)
                        .at("/choices/0/delta/tool_calls/0/index")
                        .asInt(-1))
                .isZero();
        assertThat(received(RESPONSES, ANTHROPIC, sse)
                        .get(2)
                        .path("output_index")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void eachArgumentFragmentLeavesAtOnce() {
        StreamTranslation stream = request(CHAT, ANTHROPIC).answer().stream();
        byte[] head = Translations.bytes(
                sse(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'a','name':'t','input':{}}}"));
        stream.feed(head, 0, head.length);
        Translations.text(stream);
        byte[] fragment = Translations.bytes(sse(
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'[1'}}"));
        stream.feed(fragment, 0, fragment.length);
        assertThat(Translations.text(stream)).contains("[1");
    }

    @Test
    void argumentsCutByTheLimitAreNotRepeated() {
        String sse = sse(
                "{'type':'response.created','response':{'id':'resp_1'}}",
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','call_id':'c','name':'t'}}",
                "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'[1,'}",
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','call_id':'c','name':'t',"
                        + "'arguments':'[1,'}}",
                "{'type':'response.incomplete','response':{'status':'incomplete','incomplete_details':"
                        + "{'reason':'max_output_tokens'}}}");
        List<JsonNode> events = received(ANTHROPIC, RESPONSES, sse);
        assertThat(arguments(events)).containsExactly("[1,");
        assertThat(events.get(events.size() - 2).at("/delta/stop_reason").asText())
                .isEqualTo("max_tokens");
    }
}
