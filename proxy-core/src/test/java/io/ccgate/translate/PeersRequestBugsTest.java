package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.GEMINI;
import static io.ccgate.config.model.Protocol.RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that other translators are known to get wrong. */
class PeersRequestBugsTest {
    private static final String OLD = "claude-haiku-4-5";
    private static final String TOOL =
            "{'type':'function','function':{'name':'t','parameters':{'type':'object','properties':{}}}}";

    private static JsonNode chatToAnthropic(String model, String body) {
        return Translations.request(CHAT, ANTHROPIC, model, body.replace('\'', '"'));
    }

    private static JsonNode anthropicToChat(String body) {
        return Translations.request(ANTHROPIC, CHAT, "gpt-4o", body.replace('\'', '"'));
    }

    private static String chat(String messages) {
        return "{'model':'m','messages':[" + messages + "]}";
    }

    private static String call(String id) {
        return "{'role':'assistant','content':null,'tool_calls':[{'id':'" + id
                + "','type':'function','function':{'name':'t','arguments':'{}'}}]}";
    }

    private static String result(String id, String text) {
        return "{'role':'tool','tool_call_id':'" + id + "','content':'" + text + "'}";
    }

    @Test
    void textBeforeAToolResultMovesBehindIt() {
        JsonNode out = chatToAnthropic(
                OLD,
                chat("{'role':'user','content':'go'}," + call("a") + ",{'role':'user','content':'hm'},"
                        + result("a", "1")));
        assertThat(out.at("/messages/2/content/0/type").asText()).isEqualTo("tool_result");
        assertThat(out.at("/messages/2/content/1/text").asText()).isEqualTo("hm");
    }

    @Test
    void severalResultsOfOneCallBecomeTheLast() {
        JsonNode out = chatToAnthropic(
                OLD,
                chat("{'role':'user','content':'go'}," + call("a") + "," + result("a", "1") + "," + result("a", "2")));
        assertThat(out.at("/messages/2/content")).hasSize(1);
        assertThat(out.at("/messages/2/content/0/content").asText()).isEqualTo("2");
    }

    @Test
    void idsThatAnthropicRefusesAreChangedTheSameWayOnBothSidesAndStayDifferent() {
        JsonNode out = chatToAnthropic(
                OLD,
                chat("{'role':'user','content':'go'}," + call("a.b") + "," + result("a.b", "1") + "," + call("a:b")
                        + "," + result("a:b", "2")));
        String first = out.at("/messages/1/content/0/id").asText();
        String second = out.at("/messages/3/content/0/id").asText();
        assertThat(first)
                .matches("[a-zA-Z0-9_-]+")
                .isEqualTo(out.at("/messages/2/content/0/tool_use_id").asText());
        assertThat(second)
                .isNotEqualTo(first)
                .isEqualTo(out.at("/messages/4/content/0/tool_use_id").asText());
    }

    @Test
    void aResultWithoutACallAndACallWithoutAResultAreRefusedByName() {
        String lonely =
                chat("{'role':'user','content':'x'}," + result("zz", "1")).replace('\'', '"');
        assertThat(Translations.rejected(CHAT, ANTHROPIC, OLD, lonely).message())
                .contains("zz");
        String open = chat("{'role':'user','content':'x'}," + call("yy") + ",{'role':'user','content':'and?'}")
                .replace('\'', '"');
        assertThat(Translations.rejected(CHAT, ANTHROPIC, OLD, open).message()).contains("yy");
    }

    @Test
    void aRootCombinatorInAToolSchemaIsFlattened() {
        JsonNode out = chatToAnthropic(
                OLD,
                "{'messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'t','parameters':"
                        + "{'anyOf':[{'type':'object','properties':{'a':{},'c':{}},'required':['a','c']},"
                        + "{'type':'object','properties':{'b':{},'c':{}},'required':['b','c']}]}}}]}");
        JsonNode schema = out.at("/tools/0/input_schema");
        assertThat(schema.has("anyOf")).isFalse();
        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(schema.path("properties").properties()).hasSize(3);
        assertThat(schema.path("required")).hasSize(1);
    }

    @Test
    void forcedToolsMakeThinkingYield() {
        JsonNode out = chatToAnthropic(
                "claude-opus-5",
                "{'messages':[{'role':'user','content':'x'}],'reasoning_effort':'max','tool_choice':'required','tools':["
                        + TOOL + "]}");
        assertThat(out.at("/thinking/type").asText()).isEqualTo("disabled");
        assertThat(out.at("/output_config/effort").asText()).isEqualTo("high");
    }

    @Test
    void aBudgetNeverReachesTheLimitAndTheLimitIsNeverRaised() {
        JsonNode out = chatToAnthropic(
                OLD, "{'messages':[{'role':'user','content':'x'}],'reasoning_effort':'high','max_tokens':5000}");
        assertThat(out.at("/max_tokens").asInt()).isEqualTo(5000);
        assertThat(out.at("/thinking/budget_tokens").asInt()).isEqualTo(3976);
    }

    @Test
    void modelsThatOnlyAdaptGetNoBudget() {
        String body = "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],"
                + "\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":9000}}}";
        JsonNode out = Translations.request(GEMINI, ANTHROPIC, "claude-opus-5-5", body);
        assertThat(out.at("/thinking/type").asText()).isEqualTo("adaptive");
        assertThat(out.at("/thinking/budget_tokens").isMissingNode()).isTrue();
        assertThat(out.at("/output_config/effort").asText()).isEqualTo("high");
    }

    @Test
    void betweenToolsTakesThePlaceOfDisabledWhereTheModelWantsIt() {
        JsonNode out = chatToAnthropic(
                "claude-sonnet-5-5", "{'messages':[{'role':'user','content':'x'}],'reasoning_effort':'none'}");
        assertThat(out.at("/thinking/type").asText()).isEqualTo("between_tools");
    }

    @Test
    void aLostThoughtSwitchesABudgetModelsThinkingOffForTheTurn() {
        String history = "{'role':'user','content':'go'}," + call("a") + "," + result("a", "1");
        JsonNode out =
                chatToAnthropic(OLD, "{'messages':[" + history + "],'reasoning_effort':'high','tools':[" + TOOL + "]}");
        assertThat(out.has("thinking")).isFalse();
    }

    @Test
    void wholeThinkingBlocksAreRestoredInOrderEvenWithEmptyTextAndRedacted() {
        JsonNode out = chatToAnthropic(
                OLD,
                "{'reasoning_effort':'high','tools':[" + TOOL + "],'messages':[{'role':'user','content':'go'},"
                        + "{'role':'assistant','content':null,'reasoning_content':'ignored','thinking_blocks':["
                        + "{'type':'thinking','thinking':'','signature':'s1'},{'type':'redacted_thinking','data':'d'},"
                        + "{'type':'thinking','thinking':'b','signature':'s2'}],'tool_calls':[{'id':'a','type':'function',"
                        + "'function':{'name':'t','arguments':''}}]}," + result("a", "1") + "]}");
        JsonNode content = out.at("/messages/1/content");
        assertThat(content.at("/0/signature").asText()).isEqualTo("s1");
        assertThat(content.at("/1/data").asText()).isEqualTo("d");
        assertThat(content.at("/2/thinking").asText()).isEqualTo("b");
        assertThat(content.at("/3/input").isObject()).isTrue();
        assertThat(out.at("/thinking/type").asText()).isEqualTo("enabled");
    }

    @Test
    void foreignSignaturesNeverReachAnthropic() {
        String foreign = "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"x\"},"
                + "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"t\"}],\"encrypted_content\":\"abc\"},"
                + "{\"role\":\"assistant\",\"content\":\"y\"},{\"role\":\"user\",\"content\":\"z\"}]}";
        JsonNode out = Translations.request(RESPONSES, ANTHROPIC, OLD, foreign);
        assertThat(out.toString()).doesNotContain("thinking", "abc");
    }

    @Test
    void anEnvelopeIsRestoredForItsMakerAndLeftOutForOthers() {
        String envelope = Envelope.seal(List.of(new Part.Thinking("deep", Seal.anthropic("sig"))));
        String body = "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"x\"},"
                + "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"" + envelope + "\"},"
                + "{\"role\":\"assistant\",\"content\":\"y\"},{\"role\":\"user\",\"content\":\"z\"}]}";
        JsonNode back = Translations.request(RESPONSES, ANTHROPIC, OLD, body);
        assertThat(back.at("/messages/1/content/0/signature").asText()).isEqualTo("sig");
        assertThat(Translations.request(RESPONSES, GEMINI, "gemini-2.5-flash", body)
                        .toString())
                .doesNotContain("sig\"", "deep");
    }

    @Test
    void everySystemAndDeveloperMessageIsKeptInPlaceOrHoistedButNeverWithinAToolPair() {
        String messages = "{'role':'system','content':'one'},{'role':'user','content':'go'}," + call("a")
                + ",{'role':'developer','content':'two'}," + result("a", "1") + ",{'role':'assistant','content':'ok'},"
                + "{'role':'user','content':'more'}";
        JsonNode hoisted = chatToAnthropic(OLD, chat(messages));
        assertThat(hoisted.at("/system/1/text").asText()).isEqualTo("two");
        JsonNode inPlace = chatToAnthropic("claude-opus-5", chat(messages));
        assertThat(inPlace.at("/messages/2/content/0/type").asText()).isEqualTo("tool_result");
        assertThat(inPlace.at("/messages/3/role").asText()).isEqualTo("system");
        assertThat(inPlace.at("/messages/3/content/0/text").asText()).isEqualTo("two");
    }

    @Test
    void imagesInToolResultsArriveInBothDirections() {
        String image = "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}";
        JsonNode out = chatToAnthropic(
                OLD,
                chat("{'role':'user','content':'go'}," + call("a")
                        + ",{'role':'tool','tool_call_id':'a','content':[{'type':'text','text':'see'}," + image
                        + "]}"));
        assertThat(out.at("/messages/2/content/0/content/1/type").asText()).isEqualTo("image");
        JsonNode back = anthropicToChat(
                "{'max_tokens':9,'messages':[{'role':'user','content':'go'},{'role':'assistant','content':"
                        + "[{'type':'tool_use','id':'a','name':'t','input':{}}]},{'role':'user','content':[{'type':'text','text':'so'},"
                        + "{'type':'tool_result','tool_use_id':'a','content':[{'type':'image','source':{'type':'base64',"
                        + "'media_type':'image/png','data':'AAAA'}}]}]}]}");
        assertThat(back.at("/messages/2/content").asText()).isEqualTo("(see attached content)");
        assertThat(back.at("/messages/3/content/0/text").asText()).contains("a");
        assertThat(back.at("/messages/3/content/1/type").asText()).isEqualTo("image_url");
        assertThat(back.at("/messages/3/content/2/text").asText()).isEqualTo("so");
    }

    @Test
    void cacheMarksSurviveAndAtMostFourRemain() {
        String marked = "{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}";
        JsonNode out = chatToAnthropic(
                OLD,
                chat(
                        "{'role':'user','content':[" + String.join(",", List.of(marked, marked, marked, marked)) + "]},"
                                + "{'role':'assistant','content':'y'},{'role':'user','content':'last','cache_control':{'type':'ephemeral'}}"));
        assertThat(out.findParents("cache_control")).hasSize(4);
        assertThat(out.at("/messages/2/content/0/cache_control/type").asText()).isEqualTo("ephemeral");
        assertThat(out.at("/messages/0/content/0").has("cache_control")).isFalse();
    }

    @Test
    void theNewerTokenLimitWins() {
        JsonNode out = chatToAnthropic(
                OLD, "{'messages':[{'role':'user','content':'x'}],'max_tokens':1,'max_completion_tokens':7}");
        assertThat(out.path("max_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void aLimitAboveTheModelsIsLoweredAndAnnounced() {
        TranslatedRequest request = Translations.accepted(
                ANTHROPIC,
                CHAT,
                "gpt-5.4",
                "{\"max_tokens\":500000,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("128000");
        assertThat(request.dropped()).contains("max_tokens");
    }

    @Test
    void historyWithToolsGetsThemNamedButNotOffered() {
        JsonNode out =
                chatToAnthropic(OLD, chat("{'role':'user','content':'go'}," + call("a") + "," + result("a", "1")));
        assertThat(out.at("/tools/0/name").asText()).isEqualTo("t");
        assertThat(out.at("/tool_choice/type").asText()).isEqualTo("none");
    }

    @Test
    void usageIsAlwaysAskedForInStreams() {
        JsonNode out = anthropicToChat("{'max_tokens':9,'stream':true,'messages':[{'role':'user','content':'x'}]}");
        assertThat(out.at("/stream_options/include_usage").asBoolean()).isTrue();
    }

    @Test
    void toolChoiceWithoutToolsIsDroppedAndDuplicateToolsBecomeOne() {
        JsonNode bare = anthropicToChat(
                "{'max_tokens':9,'tools':[],'tool_choice':{'type':'auto'},'messages':[{'role':'user','content':'x'}]}");
        assertThat(bare.has("tool_choice") || bare.has("tools")).isFalse();
        JsonNode twice = anthropicToChat(
                "{'max_tokens':9,'tools':[{'name':'t','description':'1','input_schema':{'type':'object'}},"
                        + "{'name':'t','description':'2','input_schema':{'type':'object'}}],'messages':[{'role':'user','content':'x'}]}");
        assertThat(twice.path("tools")).hasSize(1);
        assertThat(twice.at("/tools/0/function/description").asText()).isEqualTo("2");
    }

    @Test
    void zeroIsAValueNotAnAbsence() {
        JsonNode out = anthropicToChat(
                "{'max_tokens':9,'temperature':0.0,'top_p':0,'messages':[{'role':'user','content':'x'}]}");
        assertThat(out.path("temperature").isNumber()).isTrue();
        assertThat(out.path("top_p").isNumber()).isTrue();
    }

    @Test
    void toolNamesTooLongAreShortenedEverywhereAndRestoredInTheAnswer() {
        String name = "mcp__a_very_long_server_name_that_goes_on__and_an_even_longer_tool_name_behind_it";
        TranslatedRequest request = Translations.accepted(
                ANTHROPIC,
                CHAT,
                "gpt-4o",
                ("{'max_tokens':9,'tools':[{'name':'" + name + "','input_schema':{'type':'object'}}],'tool_choice':"
                                + "{'type':'tool','name':'" + name + "'},'messages':[{'role':'user','content':'x'}]}")
                        .replace('\'', '"'));
        JsonNode out = Json.parse(request.body());
        String sent = out.at("/tools/0/function/name").asText();
        assertThat(sent)
                .hasSize(64)
                .isEqualTo(out.at("/tool_choice/function/name").asText());
        String answer = "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"" + sent
                + "\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}";
        assertThat(new String(request.answer().whole(Translations.bytes(answer)).body(), StandardCharsets.UTF_8))
                .contains(name);
    }

    @Test
    void freeTextToolsAreWrappedGoingInAndUnwrappedComingBack() {
        String body =
                ("{'model':'m','input':'x','tools':[{'type':'custom','name':'apply_patch','description':'d','format':"
                                + "{'type':'grammar','syntax':'lark','definition':'start: /.+/'}},{'type':'web_search'}]}")
                        .replace('\'', '"');
        TranslatedRequest request = Translations.accepted(RESPONSES, ANTHROPIC, OLD, body);
        JsonNode out = Json.parse(request.body());
        assertThat(out.at("/tools/0/input_schema/properties/input/type").asText())
                .isEqualTo("string");
        assertThat(out.at("/tools/0/description").asText()).contains("lark", "start: /.+/");
        assertThat(request.dropped()).containsExactly("tools[1]");
        String answer = "{\"id\":\"msg_1\",\"content\":[{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"apply_patch\","
                + "\"input\":{\"input\":\"*** Begin\\n\"}}],\"stop_reason\":\"tool_use\",\"usage\":{}}";
        JsonNode back =
                Json.parse(request.answer().whole(Translations.bytes(answer)).body());
        assertThat(back.at("/output/0/type").asText()).isEqualTo("custom_tool_call");
        assertThat(back.at("/output/0/input").asText()).isEqualTo("*** Begin\n");
    }

    @Test
    void namespacedToolsWithinTheInputAreLiftedOutAndTheirCallsGoBackWithTheNamespace() {
        String body =
                ("{'model':'m','input':[{'type':'additional_tools','role':'developer','tools':[{'type':'namespace','name':'fs',"
                                + "'tools':[{'type':'function','name':'read','parameters':{'type':'object','properties':{}}}]}]},"
                                + "{'role':'user','content':'x'}]}")
                        .replace('\'', '"');
        TranslatedRequest request = Translations.accepted(RESPONSES, ANTHROPIC, OLD, body);
        assertThat(Json.parse(request.body()).at("/tools/0/name").asText()).isEqualTo("fs__read");
        String answer =
                "{\"id\":\"msg_1\",\"content\":[{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"fs__read\",\"input\":{}}],"
                        + "\"stop_reason\":\"tool_use\",\"usage\":{}}";
        JsonNode back =
                Json.parse(request.answer().whole(Translations.bytes(answer)).body());
        assertThat(back.at("/output/0/namespace").asText()).isEqualTo("fs");
        assertThat(back.at("/output/0/name").asText()).isEqualTo("read");
    }

    @Test
    void geminiCallsWithoutIdsPairByNameAndGetTheSameIdsEveryTime() {
        String body =
                ("{'contents':[{'role':'user','parts':[{'text':'x'}]},{'role':'model','parts':[{'functionCall':{'name':'a',"
                                + "'args':{}}},{'functionCall':{'name':'b','args':{}}}]},{'role':'user','parts':[{'functionResponse':"
                                + "{'name':'b','response':{'result':'rb'}}},{'functionResponse':{'name':'a','response':{'error':'no'}}}]}]}")
                        .replace('\'', '"');
        JsonNode out = Translations.request(GEMINI, ANTHROPIC, OLD, body);
        assertThat(out.at("/messages/1/content/0/id").asText()).isEqualTo("gm_1_0");
        assertThat(out.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo("gm_1_1");
        assertThat(out.at("/messages/2/content/1/is_error").asBoolean()).isTrue();
        assertThat(Translations.request(GEMINI, ANTHROPIC, OLD, body)).isEqualTo(out);
    }

    @Test
    void strictTranslationRejectsWhatWouldBeDropped() {
        byte[] body = Translations.bytes("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"seed\":7}");
        Reading<TranslatedRequest> reading = Translations.TRANSLATOR.translate(
                CHAT, ANTHROPIC, body, "/v1/chat/completions", true, Translations.context(OLD));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Rejected.class, no -> assertThat(no.field()).isEqualTo("seed"));
    }

    @Test
    void audioIsRefusedByPlace() {
        String body =
                "{'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{}}]}]}".replace('\'', '"');
        assertThat(Translations.rejected(CHAT, ANTHROPIC, OLD, body).field()).isEqualTo("messages[0].content[0]");
    }

    @Test
    void geminiModelsGetABudgetOrALevelAsTheyTakeIt() {
        String body = "{\"max_tokens\":9000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4000},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        JsonNode older = Translations.request(ANTHROPIC, GEMINI, "gemini-2.5-flash", body);
        assertThat(older.at("/generationConfig/thinkingConfig/thinkingBudget").asInt())
                .isEqualTo(4000);
        JsonNode newer = Translations.request(ANTHROPIC, GEMINI, "gemini-3-pro", body);
        assertThat(newer.at("/generationConfig/thinkingConfig/thinkingLevel").asText())
                .isEqualTo("MEDIUM");
    }
}
