package io.ccgate.translated;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.Answer;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A conversation that moves between providers brings thoughts along that only one of them can read. */
@ExtendWith(LeakCheck.class)
class RefusedThoughtsAreLeftOutTest {
    private static final String MESSAGE = """
        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Mended"}],
        "stop_reason":"end_turn","usage":{"input_tokens":25,"output_tokens":15}}\
        """;
    private static final String CANDIDATE = """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"Mended"}]},"finishReason":"STOP"}],
        "usageMetadata":{"promptTokenCount":25,"candidatesTokenCount":15,"totalTokenCount":40}}\
        """;
    private static final String REFUSED_SIGNATURE = """
        {"type":"error","error":{"type":"invalid_request_error",
        "message":"messages.1.content.0: Invalid `signature` in `thinking` block"}}\
        """;
    private static final String REFUSED_THOUGHT =
            "{\"error\":{\"code\":400,\"message\":\"Corrupted thought signature.\",\"status\":\"INVALID_ARGUMENT\"}}";
    private static final String TOO_LONG = """
        {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long"}}\
        """;

    @TempDir
    Path folder;

    private static String talk(String signature) {
        return RawClient.post("/v1/messages", """
            {"model":"claude-sonnet-4-5","max_tokens":5000,"thinking":{"type":"enabled","budget_tokens":1024},
             "messages":[{"role":"user","content":"one"},
              {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"%s"},
               {"type":"text","text":"two"}]},
              {"role":"user","content":"three"}]}\
            """.formatted(signature));
    }

    private static String toolTalk(String signature) {
        return RawClient.post("/v1/messages", """
            {"model":"claude-sonnet-4-5","max_tokens":5000,"thinking":{"type":"enabled","budget_tokens":1024},
             "tools":[{"name":"weather","input_schema":{"type":"object","properties":{"place":{"type":"string"}}}}],
             "messages":[{"role":"user","content":"one"},
              {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"%s"},
               {"type":"tool_use","id":"toolu_1","name":"weather","input":{"place":"Kiel"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"Rain"}]}]}\
            """.formatted(signature));
    }

    /** Answers requests in that order, whatever connections they come on. */
    private static RawUpstream answering(String... answers) throws IOException {
        AtomicInteger next = new AtomicInteger();
        return RawUpstream.serving(connection -> {
            while (connection.read() != null) {
                connection.send(answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
            }
        });
    }

    @Test
    void thoughtsOfAnotherProviderDoNotReachAnAnthropicUpstream() throws IOException {
        try (RawUpstream upstream = answering(RawUpstream.json(200, MESSAGE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream(
                                "claude",
                                upstream.url(),
                                "anthropic",
                                ", \"models\": {\"claude-*\": \"claude-renamed\"}")
                        .upstream("chat", upstream.url(), "openai-chat", "")
                        .start()) {
            String foreign = Envelope.seal(List.of(new Part.Thinking("", Seal.openAi("rs_1", "opaque"))));
            assertThat(RawClient.ask(gateway, talk(foreign)).status()).isEqualTo(200);

            String sent = upstream.request().text();
            assertThat(sent).contains("\"one\"", "\"two\"", "\"three\"", "\"claude-renamed\"");
            assertThat(sent).doesNotContain(Envelope.MARK, "\"hm\"");
        }
    }

    @Test
    void aRefusedSignatureIsRepairedOnceAtTheSameUpstream() throws IOException {
        try (RawUpstream upstream =
                        answering(RawUpstream.json(400, REFUSED_SIGNATURE), RawUpstream.json(200, MESSAGE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("claude", upstream.url(), "anthropic", "")
                        .start()) {
            Answer answer = RawClient.ask(gateway, talk("c2lnbmVkIGVsc2V3aGVyZQ=="));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(MESSAGE);
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.request().text()).contains("\"two\"").doesNotContain("signature", "\"hm\"");
            assertThat(Records.one(gateway).path("statusCode").asInt()).isEqualTo(200);
        }
    }

    @Test
    void aSecondRefusalIsTheAnswer() throws IOException {
        try (RawUpstream upstream = answering(RawUpstream.json(400, REFUSED_SIGNATURE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("claude", upstream.url(), "anthropic", "")
                        .start()) {
            Answer answer = RawClient.ask(gateway, talk("c2lnbmVkIGVsc2V3aGVyZQ=="));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).isEqualTo(REFUSED_SIGNATURE);
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void anotherRefusalIsNotTriedAgain() throws IOException {
        try (RawUpstream upstream = answering(RawUpstream.json(400, TOO_LONG));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("claude", upstream.url(), "anthropic", "")
                        .start()) {
            Answer answer = RawClient.ask(gateway, talk("c2lnbmVkIGVsc2V3aGVyZQ=="));

            assertThat(answer.text()).isEqualTo(TOO_LONG);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void aTranslatedThoughtThatIsRefusedIsLeftOutToo() throws IOException {
        try (RawUpstream upstream =
                        answering(RawUpstream.json(400, REFUSED_THOUGHT), RawUpstream.json(200, CANDIDATE));
                TestGateway gateway = ForeignScene.with(TestGateway.in(folder), "gemini", upstream.url(), "gemini")
                        .start()) {
            String sealed = Envelope.seal(List.of(new Part.Thinking("", Seal.gemini("c2VhbGVk"))));
            Answer answer = RawClient.ask(gateway, toolTalk(sealed));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("Mended");
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.requests().get(0).text()).contains("c2VhbGVk");
            assertThat(upstream.request().text()).contains("Kiel").doesNotContain("c2VhbGVk");
        }
    }

    private static final String RESPONSE = """
        {"id":"resp_2","object":"response","status":"completed","model":"gpt-5.4","output":[{"type":"message","id":"msg_2",
        "role":"assistant","content":[{"type":"output_text","text":"Mended"}]}],
        "usage":{"input_tokens":25,"output_tokens":15,"total_tokens":40}}\
        """;
    private static final String REFUSED_CONTENT = """
        {"error":{"message":"The encrypted content for item rs_1 could not be verified.",
        "type":"invalid_request_error","param":null,"code":"invalid_encrypted_content"}}\
        """;

    private static String responsesTalk(String sealed) {
        return RawClient.post("/v1/responses", """
            {"model":"gpt-5.4","input":[{"role":"user","content":"one"},
             {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"%s"},
             {"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","arguments":"{}"},
             {"type":"function_call_output","call_id":"call_1","output":"Rain"}]}\
            """.formatted(sealed));
    }

    private static String geminiTalk(String signature) {
        return RawClient.post("/v1beta/models/gemini-2.5-pro:generateContent", """
            {"contents":[{"role":"user","parts":[{"text":"one"}]},
             {"role":"model","parts":[{"text":"two","thoughtSignature":"%1$s"},
              {"functionCall":{"name":"weather","args":{"place":"Kiel"}},"thoughtSignature":"%1$s"}]},
             {"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"output":"Rain"}}}]}]}\
            """.formatted(signature));
    }

    private static String foreign() {
        return Envelope.seal(List.of(new Part.Thinking("hm", Seal.anthropic("signed"))));
    }

    @Test
    void anAnthropicThoughtDoesNotReachAnOpenAiUpstream() throws IOException {
        try (RawUpstream upstream = answering(RawUpstream.json(200, RESPONSE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("openai", upstream.url(), "openai-responses", "")
                        .upstream("claude", upstream.url(), "anthropic", "")
                        .start()) {
            assertThat(RawClient.ask(gateway, responsesTalk(foreign())).status())
                    .isEqualTo(200);

            String sent = upstream.request().text();
            assertThat(sent).contains("\"call_1\"", "Rain").doesNotContain(Envelope.MARK, "reasoning", "fc_1");
        }
    }

    @Test
    void encryptedReasoningThatIsRefusedIsLeftOutOfOneMoreTry() throws IOException {
        try (RawUpstream upstream = answering(RawUpstream.json(400, REFUSED_CONTENT), RawUpstream.json(200, RESPONSE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("openai", upstream.url(), "openai-responses", "")
                        .start()) {
            Answer answer = RawClient.ask(gateway, responsesTalk("gAAAAexpired"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.requests().get(0).text()).contains("gAAAAexpired", "fc_1");
            assertThat(upstream.request().text()).contains("\"call_1\"").doesNotContain("gAAAAexpired", "fc_1");
        }
    }

    @Test
    void anAnthropicThoughtReachesGeminiAsTheMarkThatGoogleDocuments() throws IOException {
        try (RawUpstream upstream = answering(RawUpstream.json(200, CANDIDATE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("gemini", upstream.url(), "gemini", "")
                        .upstream("claude", upstream.url(), "anthropic", "")
                        .start()) {
            assertThat(RawClient.ask(gateway, geminiTalk(foreign())).status()).isEqualTo(200);

            String sent = upstream.request().text();
            assertThat(sent).contains("Kiel", "\"two\"}").doesNotContain(Envelope.MARK);
            assertThat(sent).containsOnlyOnce(Seal.GEMINI_FOREIGN);
        }
    }

    @Test
    void aThoughtSignatureThatGeminiRefusesIsLeftOutOfOneMoreTry() throws IOException {
        try (RawUpstream upstream =
                        answering(RawUpstream.json(400, REFUSED_THOUGHT), RawUpstream.json(200, CANDIDATE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("gemini", upstream.url(), "gemini", "")
                        .start()) {
            Answer answer = RawClient.ask(gateway, geminiTalk("c2VhbGVk"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(CANDIDATE);
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.request().text()).contains("Kiel").doesNotContain("c2VhbGVk");
        }
    }

    @Test
    void aThoughtThatTheNextAnthropicUpstreamCannotReadIsLeftOutThereOnly() throws IOException {
        String overloaded = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        try (RawUpstream first = answering(RawUpstream.json(529, overloaded));
                RawUpstream second =
                        answering(RawUpstream.json(400, REFUSED_SIGNATURE), RawUpstream.json(200, MESSAGE));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("claude", first.url(), "anthropic", "")
                        .upstream("compatible", second.url(), "anthropic", "")
                        .start()) {
            Answer answer = RawClient.ask(gateway, talk("c2lnbmVkIGJ5IHRoZSBmaXJzdA=="));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(MESSAGE);
            assertThat(first.request().text()).contains("c2lnbmVkIGJ5IHRoZSBmaXJzdA==");
            assertThat(second.requests()).hasSize(2);
            assertThat(second.request().text()).contains("\"two\"").doesNotContain("signature", "\"hm\"");
        }
    }
}
