package io.ccgate.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every knob does what its line of help says, by header, by directive and for the whole server. */
class FaultsAreSelectableTest {
    private final MockUpstream upstream =
            MockUpstream.start(MockOptions.defaults().withRecorded(10));
    private final MockClient client = MockClient.of(upstream);

    @AfterEach
    void close() {
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, overloaded_error",
        "/v1/chat/completions, server_is_overloaded",
        "/v1/responses, server_is_overloaded",
        "/v1beta/models/gemini-demo:generateContent, UNAVAILABLE"
    })
    void anErrorComesInTheProtocolsEnvelope(String path, String word) throws Exception {
        var answer = client.post(path, "{}", "x-mock-status", "529", "x-mock-retry-after", "7");

        assertThat(answer.statusCode()).isEqualTo(529);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        assertThat(Json.read(answer.body()).path("error").toString()).contains(word);
    }

    @Test
    void aDirectiveInThePromptTurnsKnobs() throws Exception {
        var answer = client.post(MockClient.ANTHROPIC, MockClient.messages(true, "[[mock events=7 one-write]] hi"));

        assertThat(answer.body().split("text_delta", -1)).hasSize(7 + 1);
    }

    @Test
    void serverFaultsHoldForAllOrForTheNextFew() throws Exception {
        upstream.faults(MockFaults.NONE.with(Knob.STATUS, "500"), 2);
        assertThat(status()).isEqualTo(500);
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
        assertThat(status()).isEqualTo(500);
        assertThat(status()).isEqualTo(200);

        client.post("/mock/faults", "{\"status\": 429}");
        assertThat(status()).isEqualTo(429);
        assertThat(status()).isEqualTo(429);
        client.post("/mock/faults", "{}");
        assertThat(status()).isEqualTo(200);
    }

    private int status() throws IOException, InterruptedException {
        return client.post(MockClient.ANTHROPIC, MockClient.messages(false, "hi"))
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4:reset", "4:close", "20:reset"})
    void aCutStreamEndsVisiblyBroken(String cut) {
        assertThatThrownBy(() -> client.post(
                        MockClient.ANTHROPIC, MockClient.messages(true, "[[mock events=30]]"), "x-mock-cut", cut))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aCleanCutEndsWellFramedButUnfinished() throws Exception {
        var answer = client.post(MockClient.ANTHROPIC, MockClient.messages(true, "hi"), "x-mock-cut", "4:end");

        assertThat(answer.body().split("\n\n")).hasSize(4);
        assertThat(answer.body()).doesNotContain("message_stop");
    }

    @Test
    void aJsonBodyIsCutByBytes() {
        assertThatThrownBy(() ->
                        client.post(MockClient.ANTHROPIC, MockClient.messages(false, "hi"), "x-mock-cut", "30:close"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"first, 0", "3, 3"})
    void anErrorEventComesWhereItWasOrdered(String where, int before) throws Exception {
        var answer = client.post(MockClient.ANTHROPIC, MockClient.messages(true, "hi"), "x-mock-error-event", where);

        assertThat(answer.statusCode()).isEqualTo(200);
        String[] events = answer.body().split("\n\n");
        assertThat(events).hasSize(before + 1);
        assertThat(events[before]).startsWith("event: error\n").contains("overloaded_error");
    }

    @ParameterizedTest
    @CsvSource({"first, 0", "2, 2"})
    void anArrayThatGrowsEndsWithTheError(String where, int before) throws Exception {
        var answer = client.post(
                "/v1beta/models/g:streamGenerateContent",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}",
                "x-mock-error-event",
                where);

        assertThat(Json.read(answer.body())).hasSize(before + 1);
        assertThat(Json.read(answer.body()).path(before).at("/error/status").asText())
                .isEqualTo("UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-mock-drip",
                "x-mock-length",
                "x-mock-close-delimited",
                "x-mock-103",
                "x-mock-one-write",
                "x-mock-trailers"
            })
    void framingDoesNotChangeTheBody(String header) throws Exception {
        String value = header.equals("x-mock-drip") ? "0" : "true";
        var answer = client.post(MockClient.ANTHROPIC, MockClient.messages(true, "hi"), header, value);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("event: message_start").endsWith("{\"type\":\"message_stop\"}\n\n");
        assertThat(answer.headers().firstValue("content-length").isPresent()).isEqualTo(header.equals("x-mock-length"));
        assertThat(answer.headers().firstValue("transfer-encoding").isPresent())
                .isEqualTo(!header.equals("x-mock-length") && !header.equals("x-mock-close-delimited"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aZippedBodyUnzips(boolean stream) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(client.uri(MockClient.ANTHROPIC))
                .header("x-mock-gzip", "true")
                .POST(HttpRequest.BodyPublishers.ofString(MockClient.messages(stream, "hi")))
                .build();
        var answer = client.http().send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).contains("output_tokens");
    }

    @Test
    void aJsonAnswerHasTheOrderedSize() throws Exception {
        var answer = client.post(MockClient.ANTHROPIC, MockClient.messages(false, "hi"), "x-mock-size", "20000");

        assertThat(answer.body().length()).isBetween(19_990, 20_010);
        assertThat(Json.read(answer.body()).path("usage").path("output_tokens").asInt())
                .isGreaterThan(4_000);
    }

    @Test
    void prebuiltAnswersIgnoreTheBody() throws Exception {
        var json = client.post("/v1/chat/completions", "not json", "x-mock-prebuilt", "true", "x-mock-size", "5000");
        var stream = client.post(
                MockClient.ANTHROPIC, "", "x-mock-prebuilt", "true", "x-mock-events", "9", "x-mock-stamp", "true");

        assertThat(Json.read(json.body()).path("object").asText()).isEqualTo("chat.completion");
        assertThat(json.body().length()).isBetween(4_990, 5_010);
        assertThat(stream.body()).containsPattern("@\\d{19}\"").doesNotContain(PrebuiltAnswers.STAMP);
        assertThat(stream.body().split("@\\d{19}", -1)).hasSize(9 + 1);
    }

    @Test
    void anUnknownKnobIsNamed() throws Exception {
        var answer = client.post(MockClient.ANTHROPIC, MockClient.messages(false, "hi"), "x-mock-latensy", "1s");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("x-mock-latensy").contains("latency");
    }
}
