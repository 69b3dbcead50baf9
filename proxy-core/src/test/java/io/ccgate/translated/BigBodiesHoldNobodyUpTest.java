package io.ccgate.translated;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.Answer;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Megabytes are translated beside the event loop: whole, in order, and to nobody who has left. */
@ExtendWith(LeakCheck.class)
class BigBodiesHoldNobodyUpTest {
    private static final String LONG = "word ".repeat(400_000) + "end";
    private static final String ANSWER = """
        {"id":"c1","object":"chat.completion","model":"gpt-5.5","choices":[{"index":0,"finish_reason":"stop",
        "message":{"role":"assistant","content":"%s"}}],
        "usage":{"prompt_tokens":25,"completion_tokens":15,"total_tokens":40}}\
        """.formatted(LONG);

    @TempDir
    Path folder;

    private TestGateway before(RawUpstream upstream) throws IOException {
        return ForeignScene.with(TestGateway.in(folder), "raw", upstream.url(), "openai-chat")
                .start();
    }

    private static String ask(String text, boolean stream) {
        return RawClient.post("/v1/messages", """
            {"model":"claude-sonnet-4-5","max_tokens":500,"stream":%s,"messages":[{"role":"user","content":"%s"}]}\
            """.formatted(stream, text));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBigAnswerArrivesWholeAndIsBooked(boolean stream) throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, ANSWER));
                TestGateway gateway = before(upstream)) {
            Answer answer = RawClient.ask(gateway, ask("short", stream));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains(LONG).contains(stream ? "message_stop" : "end_turn");
            assertThat(Records.one(gateway).path("outputTokens").asInt()).isEqualTo(15);
        }
    }

    @Test
    void answersOnOneConnectionKeepTheirOrder() throws IOException {
        String small = ANSWER.replace(LONG, "small");
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    for (boolean big = true; connection.read() != null; big = !big) {
                        connection.send(RawUpstream.json(200, big ? ANSWER : small));
                    }
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send(ask(LONG, false) + ask("short", false));

            assertThat(client.read().text()).contains(LONG);
            assertThat(client.read().text()).contains("small");
        }
    }

    @Test
    void aBigRequestIsWrittenAnewForTheUpstreamThatTakesOver() throws IOException {
        try (RawUpstream out = RawUpstream.answering(RawUpstream.json(503, "{}"));
                RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, ANSWER.replace(LONG, "small")));
                TestGateway gateway = ForeignScene.with(
                                ForeignScene.with(TestGateway.in(folder), "out", out.url(), "gemini"),
                                "raw",
                                upstream.url(),
                                "openai-chat")
                        .loadBalancer("\"strategy\": \"availability_first\"")
                        .start()) {
            Answer answer = RawClient.ask(gateway, ask(LONG, false));

            assertThat(answer.text()).contains("small");
            assertThat(out.request().text()).contains(LONG, "contents");
            assertThat(upstream.request().text()).contains(LONG, "max_");
        }
    }

    @Test
    void aClientThatLeavesMeanwhileIsMissedByNobody() throws IOException {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(RawUpstream.json(200, ANSWER));
                    }
                });
                TestGateway gateway = before(upstream)) {
            for (int i = 0; i < 5; i++) {
                try (RawClient client = RawClient.to(gateway)) {
                    client.send(ask(LONG, false));
                    client.reset();
                }
            }
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).text()).contains(LONG);
        }
    }
}
