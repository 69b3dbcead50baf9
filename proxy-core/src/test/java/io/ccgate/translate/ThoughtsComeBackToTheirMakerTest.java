package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.GEMINI;
import static io.ccgate.config.model.Protocol.RESPONSES;
import static io.ccgate.translate.fixture.Streams.arguments;
import static io.ccgate.translate.fixture.Streams.chunk;
import static io.ccgate.translate.fixture.Streams.finish;
import static io.ccgate.translate.fixture.Streams.received;
import static io.ccgate.translate.fixture.Streams.sse;
import static io.ccgate.translate.fixture.Streams.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signed and encrypted thoughts travel through a client of another protocol and back to whom they belong, and to nobody else. */
class ThoughtsComeBackToTheirMakerTest {
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
}
