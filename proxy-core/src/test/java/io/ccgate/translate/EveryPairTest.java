package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.ReceivedStream;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All twelve directed pairs: the same conversation, the same answer, whatever client and upstream speak. */
class EveryPairTest {
    private static final String SCHEMA = "{'type':'object','properties':{'q':{'type':'string'}},'required':['q']}";

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Protocol client : Protocol.values()) {
            for (Protocol upstream : Protocol.values()) {
                if (client != upstream) {
                    pairs.add(Arguments.of(client, upstream));
                }
            }
        }
        return pairs;
    }

    private static String model(Protocol upstream) {
        return switch (upstream) {
            case ANTHROPIC -> "claude-haiku-4-5";
            case GEMINI -> "gemini-2.5-flash";
            case CHAT -> "gpt-4o";
            case RESPONSES -> "gpt-4o";
        };
    }

    /** System, a picture, a call and its result, one more question; a tool; a limit and a temperature. */
    private static String request(Protocol client, boolean stream) {
        String body = switch (client) {
            case ANTHROPIC ->
                "{'max_tokens':500,'temperature':0.5,'stream':" + stream + ",'system':'SYS','tools':[{'name':'look',"
                        + "'input_schema':" + SCHEMA
                        + "}],'messages':[{'role':'user','content':[{'type':'text','text':'ONE'},"
                        + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'QUJD'}}]},"
                        + "{'role':'assistant','content':[{'type':'text','text':'SAID'},{'type':'tool_use','id':'id1',"
                        + "'name':'look','input':{'q':'w'}}]},{'role':'user','content':[{'type':'tool_result',"
                        + "'tool_use_id':'id1','content':'FOUND'},{'type':'text','text':'TWO'}]}]}";
            case CHAT ->
                "{'max_tokens':500,'temperature':0.5,'stream':" + stream + ",'tools':[{'type':'function','function':"
                        + "{'name':'look','parameters':" + SCHEMA + "}}],'messages':[{'role':'system','content':'SYS'},"
                        + "{'role':'user','content':[{'type':'text','text':'ONE'},{'type':'image_url','image_url':{'url':"
                        + "'data:image/png;base64,QUJD'}}]},{'role':'assistant','content':'SAID','tool_calls':[{'id':'id1',"
                        + "'type':'function','function':{'name':'look','arguments':'{\\\"q\\\":\\\"w\\\"}'}}]},"
                        + "{'role':'tool','tool_call_id':'id1','content':'FOUND'},{'role':'user','content':'TWO'}]}";
            case RESPONSES ->
                "{'max_output_tokens':500,'temperature':0.5,'stream':" + stream
                        + ",'instructions':'SYS','tools':[{'type':"
                        + "'function','name':'look','parameters':" + SCHEMA
                        + "}],'input':[{'role':'user','content':[{'type':"
                        + "'input_text','text':'ONE'},{'type':'input_image','image_url':'data:image/png;base64,QUJD'}]},"
                        + "{'role':'assistant','content':[{'type':'output_text','text':'SAID'}]},{'type':'function_call',"
                        + "'call_id':'id1','name':'look','arguments':'{\\\"q\\\":\\\"w\\\"}'},{'type':'function_call_output',"
                        + "'call_id':'id1','output':'FOUND'},{'role':'user','content':'TWO'}]}";
            case GEMINI ->
                "{'generationConfig':{'maxOutputTokens':500,'temperature':0.5},'systemInstruction':{'parts':[{'text':"
                        + "'SYS'}]},'tools':[{'functionDeclarations':[{'name':'look','parametersJsonSchema':" + SCHEMA
                        + "}]}],'contents':[{'role':'user','parts':[{'text':'ONE'},{'inlineData':{'mimeType':'image/png',"
                        + "'data':'QUJD'}}]},{'role':'model','parts':[{'text':'SAID'},{'functionCall':{'id':'id1','name':"
                        + "'look','args':{'q':'w'}}}]},{'role':'user','parts':[{'functionResponse':{'id':'id1','name':'look',"
                        + "'response':{'output':'FOUND'}}},{'text':'TWO'}]}]}";
        };
        return body.replace('\'', '"');
    }

    static TranslatedRequest translated(Protocol client, Protocol upstream, boolean stream) {
        String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
        Reading<TranslatedRequest> reading = Translations.translate(
                client, upstream, model(upstream), request(client, stream), "/v1beta/models/m" + method);
        assertThat(reading).isInstanceOf(Reading.Done.class);
        return ((Reading.Done<TranslatedRequest>) reading).value();
    }

    /** What an upstream of that protocol was sent for a conversation that its own client would have sent. */
    @ParameterizedTest
    @MethodSource("pairs")
    void saysTheSameToTheUpstream(Protocol client, Protocol upstream) {
        String sent = Json.text(Json.parse(translated(client, upstream, false).body()));
        assertThat(sent).contains("SYS", "ONE", "QUJD", "SAID", "look", "FOUND", "TWO", "500", "0.5", "required");
        assertThat(sent.indexOf("ONE")).isLessThan(sent.indexOf("SAID"));
        assertThat(sent.indexOf("SAID")).isLessThan(sent.indexOf("FOUND"));
        assertThat(sent.indexOf("FOUND")).isLessThan(sent.indexOf("TWO"));
        assertThat(sent).containsAnyOf("{\"q\":\"w\"}", "{\\\"q\\\":\\\"w\\\"}");
    }

    static String answer(Protocol upstream) {
        String body = switch (upstream) {
            case ANTHROPIC ->
                "{'id':'msg_1','content':[{'type':'text','text':'Héllo'},{'type':'tool_use','id':'id2','name':'look',"
                        + "'input':{'q':'x'}}],'stop_reason':'tool_use','usage':{'input_tokens':6,"
                        + "'cache_read_input_tokens':4,'output_tokens':8}}";
            case CHAT ->
                "{'id':'chatcmpl-1','choices':[{'message':{'content':'Héllo','tool_calls':[{'id':'id2','type':'function',"
                        + "'function':{'name':'look','arguments':'{\\\"q\\\":\\\"x\\\"}'}}]},'finish_reason':'tool_calls'}],"
                        + "'usage':{'prompt_tokens':10,'completion_tokens':8,'prompt_tokens_details':{'cached_tokens':4}}}";
            case RESPONSES ->
                "{'id':'resp_1','status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':"
                        + "'Héllo'}]},{'type':'function_call','call_id':'id2','name':'look','arguments':"
                        + "'{\\\"q\\\":\\\"x\\\"}'}],'usage':{'input_tokens':10,'input_tokens_details':{'cached_tokens':4},"
                        + "'output_tokens':8}}";
            case GEMINI ->
                "{'candidates':[{'content':{'parts':[{'text':'Héllo'},{'functionCall':{'id':'id2','name':'look','args':"
                        + "{'q':'x'}}}]},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':10,"
                        + "'cachedContentTokenCount':4,'candidatesTokenCount':8}}";
        };
        return body.replace('\'', '"');
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tellsTheClientTheSameWholeAnswer(Protocol client, Protocol upstream) {
        AnswerTranslation.Whole whole =
                translated(client, upstream, false).answer().whole(Translations.bytes(answer(upstream)));
        assertThat(whole.usage().input()).isEqualTo(6);
        assertThat(whole.usage().cacheRead()).isEqualTo(4);
        assertThat(whole.usage().output()).isEqualTo(8);
        JsonNode got = Json.parse(whole.body());
        switch (client) {
            case ANTHROPIC -> {
                assertThat(got.at("/content/0/text").asText()).isEqualTo("Héllo");
                assertThat(got.at("/content/1/id").asText()).isEqualTo("id2");
                assertThat(got.at("/content/1/input/q").asText()).isEqualTo("x");
                assertThat(got.at("/stop_reason").asText()).isEqualTo("tool_use");
                assertThat(got.at("/usage/input_tokens").asInt()).isEqualTo(6);
            }
            case CHAT -> {
                assertThat(got.at("/choices/0/message/content").asText()).isEqualTo("Héllo");
                assertThat(got.at("/choices/0/message/tool_calls/0/id").asText())
                        .isEqualTo("id2");
                assertThat(got.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
                assertThat(got.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
            }
            case RESPONSES -> {
                assertThat(got.at("/output/0/content/0/text").asText()).isEqualTo("Héllo");
                assertThat(got.at("/output/1/call_id").asText()).isEqualTo("id2");
                assertThat(got.at("/status").asText()).isEqualTo("completed");
                assertThat(got.at("/usage/total_tokens").asInt()).isEqualTo(18);
            }
            case GEMINI -> {
                assertThat(got.at("/candidates/0/content/parts/0/text").asText())
                        .isEqualTo("Héllo");
                assertThat(got.at("/candidates/0/content/parts/1/functionCall/id")
                                .asText())
                        .isEqualTo("id2");
                assertThat(got.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
                assertThat(got.at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(10);
            }
        }
    }

    static String stream(Protocol upstream) {
        String[] events = switch (upstream) {
            case ANTHROPIC ->
                new String[] {
                    "{'type':'message_start','message':{'id':'msg_1','usage':{'input_tokens':6,'cache_read_input_tokens':4}}}",
                    "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                    "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hé'}}",
                    "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'llo\\n'}}",
                    "{'type':'content_block_stop','index':0}",
                    "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'id2','name':'look','input':{}}}",
                    "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{\\\"q\\\":'}}",
                    "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'\\\"x\\\"}'}}",
                    "{'type':'content_block_stop','index':1}",
                    "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':8}}",
                    "{'type':'message_stop'}"
                };
            case CHAT ->
                new String[] {
                    "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{'role':'assistant','content':'Hé'}}]}",
                    "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{'content':'llo\\n'}}]}",
                    "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'id2','function':{'name':'look','arguments':''}}]}}]}",
                    "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{\\\"q\\\":\\\"x\\\"}'}}]}}]}",
                    "{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}",
                    "{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':8,'prompt_tokens_details':{'cached_tokens':4}}}",
                    "[DONE]"
                };
            case RESPONSES ->
                new String[] {
                    "{'type':'response.created','response':{'id':'resp_1'}}",
                    "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','id':'msg_1'}}",
                    "{'type':'response.output_text.delta','output_index':0,'delta':'Hé','logprobs':[]}",
                    "{'type':'response.output_text.delta','output_index':0,'delta':'llo\\n','logprobs':[]}",
                    "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','id':'msg_1'}}",
                    "{'type':'response.output_item.added','output_index':1,'item':{'type':'function_call','call_id':'id2','name':'look'}}",
                    "{'type':'response.function_call_arguments.delta','output_index':1,'delta':'{\\\"q\\\":\\\"x\\\"}'}",
                    "{'type':'response.output_item.done','output_index':1,'item':{'type':'function_call','call_id':'id2','name':'look',"
                            + "'arguments':'{\\\"q\\\":\\\"x\\\"}'}}",
                    "{'type':'response.completed','response':{'status':'completed','usage':{'input_tokens':10,"
                            + "'input_tokens_details':{'cached_tokens':4},'output_tokens':8}}}"
                };
            case GEMINI ->
                new String[] {
                    "{'candidates':[{'content':{'role':'model','parts':[{'text':'Hé'}]},'index':0}],'responseId':'r1'}",
                    "{'candidates':[{'content':{'role':'model','parts':[{'text':'llo\\n'}]},'index':0}]}",
                    "{'candidates':[{'content':{'parts':[{'functionCall':{'id':'id2','name':'look','args':{'q':'x'}}}]},"
                            + "'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':10,'cachedContentTokenCount':4,"
                            + "'candidatesTokenCount':8}}"
                };
        };
        StringBuilder sse = new StringBuilder();
        for (String event : events) {
            sse.append("data: ").append(event.replace('\'', '"')).append("\n\n");
        }
        return sse.toString();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tellsAWholeAnswerAsTheStreamThatWasAskedFor(Protocol client, Protocol upstream) {
        AnswerTranslation.Whole whole =
                translated(client, upstream, true).answer().wholeAsStream(Translations.bytes(answer(upstream)));
        String sse = new String(whole.body(), StandardCharsets.UTF_8);
        assertThat(ReceivedStream.parse(sse, client).events()).hasSizeGreaterThan(2);
        assertThat(sse)
                .contains("Héllo", "id2")
                .containsAnyOf("[DONE]", "message_stop", "response.completed", "\"STOP\"");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tellsTheClientTheSameStream(Protocol client, Protocol upstream) {
        StreamTranslation stream = translated(client, upstream, true).answer().stream();
        byte[] sse = Translations.bytes(stream(upstream));
        StringBuilder received = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < sse.length; i += 7) {
            stream.feed(sse, i, Math.min(sse.length, i + 7));
            bytes.writeBytes(stream.out().toBytes());
            stream.out().clear();
        }
        stream.end();
        bytes.writeBytes(stream.out().toBytes());
        received.append(bytes.toString(StandardCharsets.UTF_8));
        assertThat(stream.complete()).isTrue();
        assertThat(stream.usage().output()).isEqualTo(8);
        assertThat(stream.usage().cacheRead()).isEqualTo(4);
        StringBuilder text = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (JsonNode event : ReceivedStream.parse(received.toString(), client).events()) {
            switch (client) {
                case ANTHROPIC -> {
                    text.append(event.at("/delta/text").asText());
                    arguments.append(event.at("/delta/partial_json").asText());
                }
                case CHAT -> {
                    text.append(event.at("/choices/0/delta/content").asText());
                    arguments.append(event.at("/choices/0/delta/tool_calls/0/function/arguments")
                            .asText());
                }
                case RESPONSES -> {
                    boolean said = event.path("type").asText().equals("response.output_text.delta");
                    (said ? text : arguments).append(event.path("delta").asText());
                }
                case GEMINI -> {
                    JsonNode part = event.at("/candidates/0/content/parts/0");
                    text.append(part.path("text").asText());
                    arguments.append(
                            part.has("functionCall")
                                    ? part.at("/functionCall/args").toString()
                                    : "");
                }
            }
        }
        assertThat(text).hasToString("Héllo\n");
        assertThat(arguments).hasToString("{\"q\":\"x\"}");
        assertThat(received.toString()).contains("id2", "look");
    }
}
