package io.ccgate.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFactsAreReadWhateverTheCutsTest {
    private static final String BODY = """
            { "tools": [{"model":"not this","d":[[],{},"\\\\",-1.5e+3,null,true]}], "x": "ä \\" } ]",
              "model" : "cl\\u0061ude-ö \\"x\\"", "stream": true, "max_tokens": 17, "max_completion_tokens":300,
              "metadata":{"a":{"user_id":"deep"},"user_id":"{\\"session_id\\":\\"s1\\"}"}, "prompt_cache_key":"pck",
              "stream_options":{"other":{"include_usage":true},"include_usage":false},
              "system":"be brief","messages":[{"role":"user","content":"hi"}] }
            """;

    static Stream<Recorded> recorded() {
        return Recorded.all();
    }

    @Test
    void everyFactIsFound() {
        BodyFacts facts = Scans.facts(BODY);
        byte[] bytes = BODY.getBytes(UTF_8);

        assertThat(facts.model()).isEqualTo("claude-ö \"x\"");
        assertThat(Scans.text(bytes, facts.modelSpan())).isEqualTo("\"cl\\u0061ude-ö \\\"x\\\"\"");
        assertThat(facts.stream()).isTrue();
        assertThat(facts.maxTokens()).isEqualTo(300);
        assertThat(facts.userId()).isEqualTo("{\"session_id\":\"s1\"}");
        assertThat(facts.promptCacheKey()).isEqualTo("pck");
        assertThat(facts.streamOptions()).isNotNull().satisfies(options -> {
            assertThat(Scans.text(bytes, options.span()))
                    .isEqualTo("{\"other\":{\"include_usage\":true},\"include_usage\":false}");
            assertThat(Scans.text(bytes, options.includeUsageSpan())).isEqualTo("false");
        });
        assertThat(facts.asksForUsage()).isFalse();
        assertThat(facts.insertAt()).isEqualTo(1);
        assertThat(facts.empty()).isFalse();
        assertThat(facts.length()).isEqualTo(bytes.length);
        assertThat(facts.conversation()).isNotNull();
    }

    @Test
    void theSameAtEveryCut() {
        byte[] bytes = BODY.getBytes(UTF_8);
        BodyScan whole = Scans.whole(bytes);

        for (int at = 0; at <= bytes.length; at++) {
            assertThat(Scans.cut(bytes, at)).as("cut at %d", at).isEqualTo(whole);
        }
        assertThat(Scans.byteByByte(bytes)).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatRealClientsSendIsReadAsAParserReadsIt(Recorded request) throws IOException {
        byte[] bytes = new ObjectMapper().writeValueAsBytes(request.body());
        JsonNode body = request.body();

        assertThat(Scans.whole(bytes)).isInstanceOfSatisfying(BodyFacts.class, facts -> {
            assertThat(facts.model()).isEqualTo(body.path("model").textValue());
            assertThat(facts.stream()).isEqualTo(body.path("stream").asBoolean());
            assertThat(facts.maxTokens()).isEqualTo(body.path("max_tokens").asLong(-1));
            assertThat(facts.promptCacheKey())
                    .isEqualTo(body.path("prompt_cache_key").textValue());
            assertThat(facts.userId())
                    .isEqualTo(body.path("metadata").path("user_id").textValue());
            assertThat(facts.asksForUsage())
                    .isEqualTo(body.path("stream_options").path("include_usage").asBoolean());
            assertThat(facts.length()).isEqualTo(bytes.length);
        });
        assertThat(Scans.cut(bytes, bytes.length / 2)).isEqualTo(Scans.whole(bytes));
        byte[] pretty = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(body);
        assertThat(((BodyFacts) Scans.whole(pretty)).conversation())
                .isEqualTo(((BodyFacts) Scans.whole(bytes)).conversation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } \n",
                "{\"a\":[]}",
                "{\"\":{}}",
                "{\"a\":NaN,\"b\":-Infinity}",
                "\uFEFF{\"model\":\"m\"}",
            })
    void unusualButSoundBodiesPass(String body) {
        assertThat(Scans.whole(body)).isInstanceOf(BodyFacts.class);
    }

    @Test
    void anEmptyObjectSaysSo() {
        assertThat(Scans.facts(" {  }").empty()).isTrue();
        assertThat(Scans.facts(" {  }").insertAt()).isEqualTo(2);
        assertThat(Scans.facts("{\"a\":{}}").empty()).isFalse();
    }

    @Test
    void geminiKeepsItsLimitInTheGenerationConfig() {
        assertThat(Scans.facts("{\"contents\":[],\"generationConfig\":{\"topK\":64,\"maxOutputTokens\":2048}}")
                        .maxTokens())
                .isEqualTo(2048);
        assertThat(Scans.facts("{\"other\":{\"maxOutputTokens\":2048}}").maxTokens())
                .isEqualTo(-1);
    }

    @Test
    void aLimitThatIsNoWholeNumberIsNone() {
        assertThat(Scans.facts("{\"max_tokens\":\"5\"}").maxTokens()).isEqualTo(-1);
        assertThat(Scans.facts("{\"max_tokens\":1e3}").maxTokens()).isEqualTo(-1);
        assertThat(Scans.facts("{\"max_tokens\":9999999999999999999}").maxTokens())
                .isEqualTo(-1);
    }

    @Test
    void aStringOfMegabytesIsSkipped() {
        String body = "{\"image\":\"" + "QUJD".repeat(2_000_000) + "\",\"model\":\"m\"}";

        assertThat(Scans.facts(body).model()).isEqualTo("m");
    }
}
