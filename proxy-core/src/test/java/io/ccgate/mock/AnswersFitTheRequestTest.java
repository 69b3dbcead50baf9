package io.ccgate.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo upstream reads each protocol's requests and answers in its shapes. */
class AnswersFitTheRequestTest {
    private final MockUpstream upstream = MockUpstream.start();
    private final MockClient client = MockClient.of(upstream);

    @AfterEach
    void close() {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/anthropic/v1/messages?beta=true"})
    void prefixesAndQueriesAreTolerated(String path) throws Exception {
        assertThat(client.post(path, MockClient.messages(false, "hi")).body()).contains("\"end_turn\"");
    }

    @Test
    void theSamePromptGetsTheSameWords() throws Exception {
        String first = text(client.post(MockClient.ANTHROPIC, MockClient.messages(false, "tell me"))
                .body());
        String second = text(client.post(MockClient.ANTHROPIC, MockClient.messages(false, "tell me"))
                .body());

        assertThat(first).isEqualTo(second).contains("tell me");
    }

    private static String text(String body) {
        return Json.read(body).path("content").path(0).path("text").asText();
    }

    @Test
    void aSystemMessageInTheMiddleAndUnknownThingsPass() throws Exception {
        var answer = client.post(MockClient.ANTHROPIC, """
                {"model":"m","max_tokens":99,"new_field":{},"tools":[{"type":"future_20300101","name":"x"}],"messages":[
                  {"role":"user","content":[{"type":"text","text":"<reminder>"},{"type":"text","text":"hello"}]},
                  {"role":"system","content":"environment"}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer.body())).contains("hello");
    }

    @Test
    void directivesMakeParallelCallsAndResultsAreQuoted() throws Exception {
        JsonNode call = Json.read(client.post(MockClient.ANTHROPIC, """
                        {"model":"m","max_tokens":99,"tools":[{"name":"look"}],"messages":[{"role":"user",
                         "content":"[[tool look {\\"at\\":[[1]]}]] and [[tool look {\\"at\\":\\"b\\"}]]"}]}""").body());
        assertThat(call.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(call.path("content")).hasSize(2);
        assertThat(call.at("/content/0/input/at/0/0").asInt()).isEqualTo(1);

        String answer = client.post(MockClient.ANTHROPIC, """
                        {"model":"m","max_tokens":99,"tools":[{"name":"look"}],"messages":[{"role":"user","content":"x"},
                         {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"look","input":{}}]},
                         {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"a heron"}]}]}""").body();
        assertThat(text(answer)).contains("a heron");
    }

    @Test
    void codexToolsAreFoundInNamespacesAndInTheInput() throws Exception {
        List<JsonNode> events = events(client.post("/v1/responses", """
                        {"model":"m","stream":true,"include":["reasoning.encrypted_content"],"reasoning":{"effort":"medium"},
                         "input":[{"type":"additional_tools","role":"developer","tools":[{"type":"namespace","name":"functions",
                           "tools":[{"type":"custom","name":"exec"}]}]},{"type":"web_thing"},
                          {"type":"message","role":"user","content":[{"type":"input_text","text":"[[tool exec ls -l]]"}]}]}""").body());

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("type").asText()).isEqualTo("response.completed");
        JsonNode output = last.at("/response/output");
        assertThat(output.at("/0/encrypted_content").asText()).isNotEmpty();
        assertThat(output.at("/1/type").asText()).isEqualTo("custom_tool_call");
        assertThat(output.at("/1/namespace").asText()).isEqualTo("functions");
        assertThat(output.at("/1/input").asText()).isEqualTo("ls -l");
    }

    private static List<JsonNode> events(String body) {
        List<JsonNode> events = new ArrayList<>();
        for (String line : body.split("\n")) {
            if (line.startsWith("data: {")) {
                events.add(Json.read(line.substring(6)));
            }
        }
        return events;
    }

    @Test
    void aSchemaGetsJsonThatFits() throws Exception {
        String body =
                client.post("/v1beta/models/gemini-demo:generateContent", """
                        {"contents":[{"role":"user","parts":[{"text":"say hi"}]}],"generationConfig":{"responseJsonSchema":
                         {"type":"OBJECT","properties":{"complexity_reasoning":{"type":"STRING"},
                          "complexity_score":{"type":"INTEGER","maximum":10},"kind":{"enum":["a","b"]},
                          "more":{"$ref":"#/$defs/more"}},"$defs":{"more":{"type":["null","array"],"minItems":2,"items":{"type":"boolean"}}}}}}""").body();
        JsonNode made = Json.read(
                Json.read(body).at("/candidates/0/content/parts/0/text").asText());

        assertThat(made.path("complexity_reasoning").isTextual()).isTrue();
        assertThat(made.path("complexity_score").asInt()).isLessThanOrEqualTo(10);
        assertThat(made.path("kind").asText()).isEqualTo("a");
        assertThat(made.path("more")).hasSize(2);
    }

    @Test
    void hiddenThinkingKeepsItsSignature() throws Exception {
        JsonNode block =
                Json.read(client.post(MockClient.ANTHROPIC, """
                                {"model":"m","max_tokens":9999,"thinking":{"type":"adaptive","display":"omitted"},
                                 "messages":[{"role":"user","content":"x"}]}""").body()).at("/content/0");

        assertThat(block.path("type").asText()).isEqualTo("thinking");
        assertThat(block.path("thinking").asText()).isEmpty();
        assertThat(block.path("signature").asText()).isNotEmpty();
    }

    @Test
    void cachedInputIsWrittenInTheFirstTurnAndReadInTheNext() throws Exception {
        String filler = "words ".repeat(2000);
        String system = "{\"model\":\"m\",\"max_tokens\":99,\"system\":[{\"type\":\"text\",\"text\":\"" + filler
                + "\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}";
        JsonNode first = Json.read(
                        client.post(MockClient.ANTHROPIC, system + "]}").body())
                .path("usage");
        JsonNode second = Json.read(client.post(
                                MockClient.ANTHROPIC,
                                system
                                        + ",{\"role\":\"assistant\",\"content\":\"b\"},{\"role\":\"user\",\"content\":\"c\"}]}")
                        .body())
                .path("usage");

        assertThat(first.at("/cache_creation/ephemeral_1h_input_tokens").asInt())
                .isGreaterThan(2000);
        assertThat(first.path("cache_read_input_tokens").asInt()).isZero();
        assertThat(second.path("cache_read_input_tokens").asInt()).isGreaterThan(2000);
    }

    @Test
    void aShortLimitCutsTheAnswer() throws Exception {
        String body = client.post(
                        "/v1/chat/completions",
                        "{\"model\":\"m\",\"max_tokens\":8,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .body();

        assertThat(Json.read(body).at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void aGeminiStreamIsAnArrayUnlessEventsAreAskedFor() throws Exception {
        String ask = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}";
        JsonNode array = Json.read(
                client.post("/v1beta/models/g:streamGenerateContent", ask).body());
        List<JsonNode> events =
                events(client.post("/v1beta1/publishers/google/models/g:streamGenerateContent?alt=sse", ask)
                        .body()
                        .replace("\r", ""));

        assertThat(array.isArray()).isTrue();
        assertThat(array).hasSameSizeAs(events);
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(last.path("usageMetadata").path("totalTokenCount").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"anthropic-version, 2023-06-01, has_more", "x-goog-api-key, k, models", "x-other, k, object"})
    void theModelListFollowsTheHeaders(String header, String value, String field) throws Exception {
        JsonNode list =
                Json.read(client.get("/v1/models?limit=1000", header, value).body());

        assertThat(list.has(field)).isTrue();
    }

    @Test
    void theWebSocketTryIsAnswered426() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), upstream.port())) {
            socket.getOutputStream()
                    .write("GET /v1/responses HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes(12);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 426");
        }
    }
}
