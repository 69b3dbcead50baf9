package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.config.model.Protocol.GEMINI;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.Profiles;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.request.ProviderTraits;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters and schemas that other translators are known to send where they are refused. */
class PeersParameterBugsTest {
    private static final String OLD = "claude-haiku-4-5";
    private static final String ASK = "'messages':[{'role':'user','content':'x'}]";

    private static TranslatedRequest toAnthropic(String model, String more) {
        return Translations.accepted(CHAT, ANTHROPIC, model, ("{" + ASK + "," + more + "}").replace('\'', '"'));
    }

    private static JsonNode body(TranslatedRequest request) {
        return Json.parse(request.body());
    }

    @Test
    void stopsOfNothingButWhitespaceAreLeftOutAndAnnounced() {
        TranslatedRequest request = toAnthropic(OLD, "'stop':['\\n','END','  ']");
        assertThat(body(request).path("stop_sequences").toString()).isEqualTo("[\"END\"]");
        assertThat(request.dropped()).contains("stop");
        assertThat(body(toAnthropic(OLD, "'stop':'\\n\\n'")).has("stop_sequences"))
                .isFalse();
    }

    @Test
    void temperatureYieldsToThinkingAndIsAnnounced() {
        TranslatedRequest request =
                toAnthropic(OLD, "'reasoning_effort':'medium','max_tokens':20000,'temperature':0.2,'top_p':0.5");
        assertThat(body(request).at("/thinking/type").asText()).isEqualTo("enabled");
        assertThat(body(request).has("temperature") || body(request).has("top_p"))
                .isFalse();
        assertThat(request.dropped()).contains("temperature", "top_p");
        JsonNode wide = body(toAnthropic(OLD, "'reasoning_effort':'medium','max_tokens':20000,'top_p':0.97"));
        assertThat(wide.path("top_p").asDouble()).as("accepted from 0.95 on").isEqualTo(0.97);
    }

    @ParameterizedTest
    @CsvSource({"claude-haiku-4-5, false, true", "claude-opus-4-6, true, false", "claude-opus-4-8, false, true"})
    void ofTemperatureAndTopPTheModelGetsWhatItTakes(String model, boolean both, boolean announced) {
        TranslatedRequest request = toAnthropic(model, "'temperature':0.2,'top_p':0.5");
        assertThat(body(request).has("top_p")).isEqualTo(both);
        assertThat(body(request).has("temperature")).isEqualTo(!model.equals("claude-opus-4-8"));
        assertThat(request.dropped().contains("top_p")).isEqualTo(announced);
    }

    @Test
    void aSchemaWithoutPropertiesGetsEmptyOnesForOpenAi() {
        JsonNode out = Translations.request(
                ANTHROPIC,
                CHAT,
                "gpt-4o",
                ("{'max_tokens':9,'tools':[{'name':'t','input_schema':{'type':'object'}}]," + ASK + "}")
                        .replace('\'', '"'));
        assertThat(out.at("/tools/0/function/parameters").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    }

    @Test
    void geminisTwoFormsOfASchemaArriveAsOne() {
        String plain = "'parametersJsonSchema':{'type':'object','properties':{'a':{'type':['string','null']}}}";
        String openApi = "'parameters':{'type':'OBJECT','properties':{'a':{'type':'STRING','nullable':true}}}";
        assertThat(schema(openApi)).isEqualTo(schema(plain));
        assertThat(schema(plain).at("/properties/a/type").toString()).isEqualTo("[\"string\",\"null\"]");
    }

    private static JsonNode schema(String parameters) {
        String body = "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'t',"
                + parameters + "}]}]}";
        return Translations.request(GEMINI, ANTHROPIC, OLD, body.replace('\'', '"'))
                .at("/tools/0/input_schema");
    }

    @ParameterizedTest
    @CsvSource({
        "GEMINI, ANTHROPIC, my.tool:v2, [a-zA-Z0-9_-]+",
        "GEMINI, CHAT, my.tool:v2, [a-zA-Z0-9_-]+",
        "ANTHROPIC, GEMINI, 2nd-opinion, [a-zA-Z_].*",
    })
    void aNameThatTheTargetRefusesIsChangedAndComesBackAsItWas(
            Protocol client, Protocol upstream, String name, String accepted) {
        String body = client == GEMINI
                ? "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'" + name + "'}]}]}"
                : "{'max_tokens':9,'tools':[{'name':'" + name + "','input_schema':{'type':'object'}}]," + ASK + "}";
        TranslatedRequest request = Translations.accepted(client, upstream, "any", body.replace('\'', '"'));
        String sent = body(request).findValue("name").asText();
        assertThat(sent).matches(accepted).isNotEqualTo(name);
        String call = switch (upstream) {
            case ANTHROPIC ->
                "{'content':[{'type':'tool_use','id':'a','name':'" + sent + "','input':{}}],'stop_reason':'tool_use'}";
            case GEMINI ->
                "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'" + sent + "','args':{}}}]}}]}";
            default ->
                "{'choices':[{'message':{'tool_calls':[{'id':'a','function':{'name':'" + sent
                        + "','arguments':''}}]}}]}";
        };
        byte[] answer = request.answer()
                .whole(call.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .body();
        assertThat(Json.parse(answer).findValue("name").asText()).isEqualTo(name);
    }

    @Test
    void theUpstreamsWordForAToolCallIsNeverPassedOn() {
        String answer = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"tool_use","content":
            [{"type":"tool_use","id":"toolu_1","name":"t","input":{}}],"usage":{"input_tokens":1,"output_tokens":1}}\
            """;
        byte[] whole = toAnthropic(OLD, "'stream':false")
                .answer()
                .whole(answer.getBytes(StandardCharsets.UTF_8))
                .body();
        assertThat(Json.parse(whole).at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    private static Reading<TranslatedRequest> withTraits(
            Protocol client, Protocol upstream, String model, String body, ProviderTraits traits) {
        return Translations.TRANSLATOR.translate(
                client,
                upstream,
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                "/",
                false,
                new RequestContext(model, model, Profiles.of(model), traits, true, "req_test"));
    }

    @Test
    void aProviderGetsWhatItIsConfiguredToTake() {
        String body = "{'max_tokens':9,'top_k':5," + ASK + "}";
        ProviderTraits traits = new ProviderTraits(false, true, Optional.of(true), false);
        TranslatedRequest told =
                ((Reading.Done<TranslatedRequest>) withTraits(ANTHROPIC, CHAT, "glm-5", body, traits)).value();
        assertThat(body(told).path("top_k").asInt()).isEqualTo(5);
        assertThat(body(told).path("max_completion_tokens").asInt()).isEqualTo(9);
        TranslatedRequest plain = ((Reading.Done<TranslatedRequest>)
                        withTraits(ANTHROPIC, CHAT, "glm-5", body, ProviderTraits.NONE))
                .value();
        assertThat(body(plain).path("max_tokens").asInt()).isEqualTo(9);
        assertThat(plain.dropped()).contains("top_k");
    }

    @Test
    void aForcedToolThatTheModelRefusesIsWeakenedOnlyWhereThatIsConfigured() {
        String body = "{'tool_choice':'required','tools':[{'type':'function','function':{'name':'t'}}]," + ASK + "}";
        ProviderTraits weakened = new ProviderTraits(false, false, Optional.empty(), true);
        Reading<TranslatedRequest> done = withTraits(CHAT, ANTHROPIC, "claude-opus-5-5", body, weakened);
        TranslatedRequest request = ((Reading.Done<TranslatedRequest>) done).value();
        assertThat(body(request).at("/tool_choice/type").asText()).isEqualTo("auto");
        assertThat(request.dropped()).contains("tool_choice");
        assertThat(withTraits(CHAT, ANTHROPIC, "claude-opus-5-5", body, ProviderTraits.NONE))
                .isInstanceOf(Reading.Rejected.class);
    }
}
