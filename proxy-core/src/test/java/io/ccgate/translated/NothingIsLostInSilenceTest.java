package io.ccgate.translated;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.Answer;
import io.ccgate.fixture.RawClient.End;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a foreign upstream cannot be told is announced or refused, and what it says goes on at once and whole. */
class NothingIsLostInSilenceTest {
    private static final String SEEDED = """
        {"model":"gpt-5.5","seed":7,"messages":[{"role":"user","content":"hi"}]}\
        """;
    private static final String COUNT = """
        {"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"How long is this?"}]}\
        """;

    @TempDir
    Path folder;

    private ForeignScene scene;

    @AfterEach
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    private Answer ask(String path, String body) throws IOException {
        return RawClient.ask(scene.gateway(), RawClient.post(path, body));
    }

    private TestGateway before(RawUpstream upstream, String protocol) throws IOException {
        return ForeignScene.with(TestGateway.in(folder), "raw", upstream.url(), protocol)
                .start();
    }

    @Test
    void whatIsLeftOutIsAnnounced() throws IOException {
        scene = ForeignScene.of(folder, "anthropic");
        Answer answer = ask("/openai/v1/chat/completions", SEEDED);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-gateway-dropped-params")).contains("seed");
    }

    @Test
    void aStrictGatewayRefusesItInsteadAndNamesTheField() throws IOException {
        scene = ForeignScene.of(
                folder, "anthropic", builder -> builder.sections(", \"translation\": {\"strict\": true}"));
        Answer answer = ask("/openai/v1/chat/completions", SEEDED);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ForeignScene.json(answer.text())
                        .path("error")
                        .path("message")
                        .asText())
                .contains("seed");
        assertThat(scene.upstream().requests()).isEmpty();
    }

    @Test
    void tokensAreEstimatedWhereTheUpstreamCountsNone() throws IOException {
        scene = ForeignScene.of(folder, "openai-chat");
        Answer answer = ask("/anthropic/v1/messages/count_tokens", COUNT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-gateway-estimated")).contains("true");
        assertThat(ForeignScene.json(answer.text()).path("input_tokens").asInt())
                .isBetween(4, 40);
        assertThat(scene.upstream().requests()).isEmpty();
    }

    @Test
    void tokensAreCountedByTheUpstreamThatCan() throws IOException {
        scene = ForeignScene.of(folder, "gemini");
        Answer answer = ask("/anthropic/v1/messages/count_tokens", COUNT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-gateway-estimated")).isEmpty();
        assertThat(ForeignScene.json(answer.text()).path("input_tokens").asInt())
                .isPositive();
        assertThat(scene.upstream().lastRequest().orElseThrow().uri()).endsWith(":countTokens");
    }

    @Test
    void aBigRequestArrivesWhole() throws IOException {
        scene = ForeignScene.of(folder, "openai-chat");
        String text = "word ".repeat(200_000) + "end";
        Answer answer = ask("/v1/messages", """
            {"model":"claude-sonnet-4-5","max_tokens":500,"messages":[{"role":"user","content":"%s"}]}\
            """.formatted(text));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(scene.sent().findValue("content").toString()).contains(text);
    }

    @Test
    void aTranslatedEventLeavesAsSoonAsItsCauseHasCome() throws Exception {
        LinkedBlockingQueue<Integer> confirmed = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(chunk(0)));
                    for (int i = 1; i < 30; i++) {
                        if (!Integer.valueOf(i - 1).equals(confirmed.poll(15, TimeUnit.SECONDS))) {
                            return;
                        }
                        connection.send(RawUpstream.chunk(chunk(i)));
                    }
                    connection.send(RawUpstream.chunk("data: {\"choices\":[{\"index\":0,\"delta\":{},"
                                    + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
                            + "0\r\n\r\n");
                    connection.read();
                });
                TestGateway gateway = before(upstream, "openai-chat");
                RawClient client = RawClient.to(gateway)) {
            client.send(Dialect.ANTHROPIC.ask());
            for (int i = 0; i < 30; i++) {
                client.readUntil("\"text\":\"number " + i + "\"}}\n\n");
                confirmed.add(i);
            }
            client.readUntil("message_stop");
        }
    }

    private static String chunk(int number) {
        return "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"number "
                + number + "\"},\"finish_reason\":null}]}\n\n";
    }

    @Test
    void aClientOfTheOldHttpGetsTheStreamWithoutChunks() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(Dialect.CHAT.stream()));
                TestGateway gateway = before(upstream, "openai-chat")) {
            Answer answer = RawClient.ask(gateway, Dialect.ANTHROPIC.ask().replaceFirst("HTTP/1.1", "HTTP/1.0"));

            assertThat(answer.header("transfer-encoding")).isEmpty();
            assertThat(answer.header("cache-control")).contains("no-cache");
            assertThat(answer.header("x-accel-buffering")).contains("no");
            assertThat(answer.end()).isEqualTo(End.CLOSED);
            assertThat(answer.text()).startsWith("event: message_start").contains("H\u00e4llo \u4e16\u754c");
            assertThat(answer.text().strip()).endsWith("{\"type\":\"message_stop\"}");
        }
    }

    @Test
    void aWholeAnswerToAStreamRequestBecomesAStream() throws IOException {
        String whole = """
            {"id":"c1","object":"chat.completion","model":"gpt-5.5","choices":[{"index":0,"finish_reason":"stop",
            "message":{"role":"assistant","content":"All at once"}}],
            "usage":{"prompt_tokens":25,"completion_tokens":15,"total_tokens":40}}\
            """;
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, whole));
                TestGateway gateway = before(upstream, "openai-chat")) {
            Answer answer = RawClient.ask(gateway, Dialect.ANTHROPIC.ask());

            assertThat(answer.header("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(answer.text()).contains("All at once", "message_stop");
            var record = Records.one(gateway);
            assertThat(record.path("inputTokens").asInt()).isEqualTo(25);
            assertThat(record.path("outputTokens").asInt()).isEqualTo(15);
        }
    }
}
