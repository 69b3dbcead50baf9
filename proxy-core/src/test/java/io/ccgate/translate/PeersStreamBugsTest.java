package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.GEMINI;
import static io.ccgate.config.model.Protocol.RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.ReceivedStream;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that other translators are known to get wrong. */
class PeersStreamBugsTest {
    private static final String START =
            "{'type':'message_start','message':{'id':'msg_1','usage':{'input_tokens':5,'output_tokens':1}}}";
    private static final String STOP = "{'type':'message_stop'}";

    private static String sse(String... data) {
        StringBuilder out = new StringBuilder();
        for (String one : data) {
            out.append("data: ").append(one.replace('\'', '"')).append("\n\n");
        }
        return out.toString();
    }

    private static TranslatedRequest request(Protocol client, Protocol upstream) {
        String model = switch (upstream) {
            case ANTHROPIC -> "claude-haiku-4-5";
            case GEMINI -> "gemini-2.5-flash";
            case CHAT -> "gpt-4o";
            case RESPONSES -> "gpt-5.4";
        };
        String tool = "'parameters':{'type':'object','properties':{}}";
        String body = switch (client) {
            case ANTHROPIC ->
                "{'max_tokens':9000,'stream':true,'thinking':{'type':'enabled','budget_tokens':2048},"
                        + "'messages':[{'role':'user','content':'x'}]}";
            case CHAT ->
                "{'stream':true,'stream_options':{'include_usage':true},'messages':[{'role':'user','content':'x'}],"
                        + "'tools':[{'type':'function','function':{'name':'t'," + tool + "}}]}";
            case RESPONSES -> "{'stream':true,'input':'x','tools':[{'type':'function','name':'t'," + tool + "}]}";
            case GEMINI ->
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'thinkingConfig':{'includeThoughts':true}}}";
        };
        String target = client == GEMINI ? "/v1beta/models/m:streamGenerateContent?alt=sse" : "/";
        Reading<TranslatedRequest> reading =
                Translations.translate(client, upstream, model, body.replace('\'', '"'), target);
        return ((Reading.Done<TranslatedRequest>) reading).value();
    }

    private static List<JsonNode> received(Protocol client, Protocol upstream, String sse) {
        return ReceivedStream.parse(Translations.stream(request(client, upstream), sse), client)
                .events();
    }

    private static String chunk(String delta) {
        return "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{" + delta + "},'finish_reason':null}]}";
    }

    private static String finish(String reason) {
        return "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{},'finish_reason':'" + reason + "'}]}";
    }

    private static String fragment(String call) {
        return chunk("'tool_calls':[{" + call + "}]");
    }

    private static String types(List<JsonNode> events) {
        StringJoiner types = new StringJoiner(" ");
        for (JsonNode event : events) {
            String block = event.path("content_block").path("type").asText();
            types.add(event.path("type").asText().replace("content_block_", "") + (block.isEmpty() ? "" : ":" + block));
        }
        return types.toString();
    }

    /** Arguments of each tool_use block, in order. */
    private static List<String> arguments(List<JsonNode> events) {
        List<String> calls = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.path("content_block").path("type").asText().equals("tool_use")) {
                calls.add("");
            }
            JsonNode json = event.path("delta").path("partial_json");
            if (json.isTextual()) {
                calls.set(calls.size() - 1, calls.get(calls.size() - 1) + json.asText());
            }
        }
        return calls;
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
    void aLaterZeroOrNullDoesNotEraseUsageAndOutputIsNotAdded() {
        String sse = sse(
                "{'type':'message_start','message':{'id':'msg_1','usage':{'input_tokens':5,'cache_read_input_tokens':7,"
                        + "'output_tokens':1}}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':0,"
                        + "'cache_read_input_tokens':null,'output_tokens':4}}",
                STOP);
        List<JsonNode> events = received(CHAT, ANTHROPIC, sse);
        JsonNode usage = events.get(events.size() - 1).path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(12);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(4);
        assertThat(events.get(events.size() - 1).path("choices")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause_turn", "model_context_window_exceeded"})
    void whatIsNotCompleteIsNeverCalledComplete(String reason) {
        String sse = sse(START, "{'type':'message_delta','delta':{'stop_reason':'" + reason + "'},'usage':{}}", STOP);
        assertThat(Translations.stream(request(CHAT, ANTHROPIC), sse)).contains("\"finish_reason\":\"length\"");
        assertThat(Translations.stream(request(RESPONSES, ANTHROPIC), sse)).contains("response.incomplete");
    }

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
    void finishReasonsFollowWhatHappened() {
        String call = fragment("'index':0,'id':'a','function':{'name':'t','arguments':'{}'}");
        assertThat(Translations.stream(request(ANTHROPIC, CHAT), sse(call, finish("stop"), "[DONE]")))
                .contains("\"stop_reason\":\"tool_use\"");
        assertThat(Translations.stream(
                        request(ANTHROPIC, CHAT), sse(chunk("'content':'x'"), finish("tool_calls"), "[DONE]")))
                .contains("\"stop_reason\":\"end_turn\"");
    }

    @Test
    void usageMayComeAnywhereAndIsNeverTheEnd() {
        String usage =
                "{'choices':[{'index':0,'delta':{'content':'%s'}}],'usage':{'prompt_tokens':%d,'completion_tokens':2}}";
        String sse = sse(String.format(usage, "a", 10), String.format(usage, "b", 11), finish("stop"), "[DONE]");
        List<JsonNode> events = received(ANTHROPIC, CHAT, sse);
        assertThat(events.get(2).at("/delta/text").asText()).isEqualTo("ab");
        assertThat(events.get(events.size() - 2).at("/usage/input_tokens").asInt())
                .isEqualTo(11);
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
    void thinkingIsShownOnlyToThoseWhoAsked() {
        String sse = sse(
                chunk("'reasoning_content':'hm','reasoning':'hm'"), chunk("'content':'x'"), finish("stop"), "[DONE]");
        assertThat(types(received(ANTHROPIC, CHAT, sse)))
                .isEqualTo("message_start start:thinking delta delta stop start:text delta stop message_delta"
                        + " message_stop");
        TranslatedRequest silent = Translations.accepted(
                ANTHROPIC,
                CHAT,
                "gpt-4o",
                "{\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(Translations.stream(silent, sse)).doesNotContain("thinking");
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
    void geminiSignaturesComeBackToGeminiThroughAnAnthropicClient() {
        String sse = sse(
                "{'candidates':[{'content':{'parts':[{'text':'plan','thought':true}]}}]}",
                "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'t','args':{'q':'é'}},"
                        + "'thoughtSignature':'U0lH'}]},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':9,"
                        + "'cachedContentTokenCount':4,'candidatesTokenCount':2,'thoughtsTokenCount':3}}");
        List<JsonNode> events = received(ANTHROPIC, GEMINI, sse);
        assertThat(types(events))
                .isEqualTo("message_start start:thinking delta delta stop start:tool_use delta stop message_delta"
                        + " message_stop");
        String signature = events.get(3).at("/delta/signature").asText();
        assertThat(arguments(events)).containsExactly("{\"q\":\"é\"}");
        JsonNode usage = events.get(events.size() - 2).path("usage");
        assertThat(usage.path("input_tokens").asInt()).isEqualTo(5);
        assertThat(usage.path("output_tokens").asInt()).isEqualTo(5);
        String next =
                ("{'max_tokens':9,'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'thinking',"
                                + "'thinking':'plan','signature':'" + signature
                                + "'},{'type':'tool_use','id':'a','name':'t','input':{}}]},"
                                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'1'}]}]}")
                        .replace('\'', '"');
        JsonNode request = Translations.request(ANTHROPIC, GEMINI, "gemini-3-pro", next);
        assertThat(request.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("U0lH");
        assertThat(request.at("/contents/2/parts/0/functionResponse/name").asText())
                .isEqualTo("t");
        assertThat(Translations.request(ANTHROPIC, RESPONSES, "gpt-5.4", next).toString())
                .doesNotContain("U0lH");
    }

    @Test
    void encryptedReasoningComesBackToItsMakerThroughAnAnthropicClient() {
        String sse = sse(
                "{'type':'response.created','response':{'id':'resp_1'}}",
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'rs_1','summary':[]}}",
                "{'type':'response.reasoning_summary_text.delta','item_id':'rs_1','output_index':0,'delta':'why'}",
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'rs_1',"
                        + "'summary':[],'encrypted_content':'ENC'}}",
                "{'type':'response.output_item.added','output_index':1,'item':{'type':'function_call','call_id':'c','name':'t',"
                        + "'arguments':''}}",
                "{'type':'response.function_call_arguments.delta','output_index':1,'delta':'{}'}",
                "{'type':'response.output_item.done','output_index':1,'item':{'type':'function_call','call_id':'c','name':'t',"
                        + "'arguments':'{}'}}",
                "{'type':'response.completed','response':{'status':'completed','usage':{'input_tokens':3,'output_tokens':2}}}");
        List<JsonNode> events = received(ANTHROPIC, RESPONSES, sse);
        assertThat(types(events))
                .isEqualTo("message_start start:thinking delta delta stop start:tool_use delta stop message_delta"
                        + " message_stop");
        String signature = events.get(3).at("/delta/signature").asText();
        String next =
                ("{'max_tokens':9,'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'thinking',"
                                + "'thinking':'why','signature':'" + signature
                                + "'},{'type':'tool_use','id':'c','name':'t','input':{}}]},"
                                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'c','content':'1'}]}]}")
                        .replace('\'', '"');
        JsonNode request = Translations.request(ANTHROPIC, RESPONSES, "gpt-5.4", next);
        assertThat(request.at("/input/1/encrypted_content").asText()).isEqualTo("ENC");
        byte[] native_ = NativeThoughts.in(ANTHROPIC).withoutForeign(next.getBytes(StandardCharsets.UTF_8));
        assertThat(Json.parse(native_).at("/messages/1/content")).hasSize(1);
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

    @Test
    void aTextOfControlCharactersIsNeverPassedOn() {
        String sse = "data: {\"choices\":[{\"delta\":{\"content\":\"a\u0001\"}}]}\n\n";
        StreamTranslation stream = request(ANTHROPIC, CHAT).answer().stream();
        byte[] bytes = Translations.bytes(sse);
        stream.feed(bytes, 0, bytes.length);
        stream.end();
        assertThat(stream.failure()).isNotNull();
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
