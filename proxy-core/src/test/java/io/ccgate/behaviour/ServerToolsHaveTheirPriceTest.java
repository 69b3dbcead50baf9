package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static io.ccgate.fixture.RawUpstream.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that ran at the provider are counted by their names, priced by the thousand, and stand in the record. */
class ServerToolsHaveTheirPriceTest {
    private static final String PRICES = """
        {"modelPricing": {"*": {"input": 0, "output": 0, "serverTools": {"web_search": 10, "web_fetch": 1,
          "code_execution": 5, "file_search": 2.5, "code_interpreter": 30, "google_search": 14, "grounded_prompt": 35}}}}
        """;

    @TempDir
    Path folder;

    private JsonNode record(String protocol, String path, String answer) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(answer);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), protocol, "")
                        .pricing(PRICES)
                        .start()) {
            String ask = RawClient.post(path, "{\"model\":\"m\",\"stream\":" + answer.contains("event-stream") + "}");
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(200);
            return Records.one(gateway);
        }
    }

    private static void assertCost(JsonNode line, String tools, String dollars) {
        assertThat(line.path("serverTools").toString()).isEqualTo(tools);
        assertThat(line.path("serverToolsCost").decimalValue()).isEqualByComparingTo(dollars);
        assertThat(line.path("totalCost").decimalValue()).isEqualByComparingTo(dollars);
    }

    @Test
    void claude() throws Exception {
        JsonNode line = record("anthropic", "/v1/messages", json(200, """
            {"id":"m","type":"message","role":"assistant","content":[{"type":"server_tool_use","name":"web_fetch","input":{}}],\
            "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1,"server_tool_use":{"web_search_requests":2,\
            "web_fetch_requests":3,"code_execution_requests":1}}}\
            """));
        assertCost(line, "{\"code_execution\":1,\"web_fetch\":3,\"web_search\":2}", "0.028");
        assertThat(line.path("webSearches").asLong()).isEqualTo(2);
    }

    @Test
    void gpt() throws Exception {
        JsonNode line = record("openai-responses", "/v1/responses", json(200, """
            {"id":"r","object":"response","status":"completed","output":[\
            {"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"x"}},\
            {"type":"web_search_call","id":"w2","status":"completed","action":{"type":"open_page","url":"x"}},\
            {"type":"file_search_call","id":"f1","status":"completed","queries":["web_search_call"]},\
            {"type":"file_search_call","id":"f2","status":"completed","queries":[]},\
            {"type":"code_interpreter_call","id":"c","code":"1","container_id":"k","status":"completed"},\
            {"type":"function_call","name":"f","arguments":"{}"}],\
            "usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}\
            """));
        assertCost(line, "{\"code_interpreter\":1,\"file_search\":2,\"web_search\":1}", "0.045");
    }

    @Test
    void geminiWhoseChunksRepeatTheirQueries() throws Exception {
        String grounded = """
            data: {"candidates":[{"content":{"parts":[{"text":"a"}]},"groundingMetadata":{"webSearchQueries":["x","y"]}}],\
            "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1}}

            """;
        JsonNode line = record(
                "gemini",
                "/v1beta/models/m:streamGenerateContent?alt=sse",
                stream(grounded + grounded.replace("\"a\"}]}", "\"b\"}]},\"finishReason\":\"STOP\"")));
        assertCost(line, "{\"google_search\":2,\"grounded_prompt\":1}", "0.063");
    }

    @Test
    void noToolNoWord() throws Exception {
        JsonNode line = record("anthropic", "/v1/messages", json(200, """
            {"id":"m","type":"message","role":"assistant","content":[],"stop_reason":"end_turn",\
            "usage":{"input_tokens":1,"output_tokens":1,"server_tool_use":null}}\
            """));
        assertThat(line.has("serverTools")).isFalse();
    }
}
