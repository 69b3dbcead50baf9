package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The books need a Chat stream's usage even where its client did not ask for it, and such a client sees nothing of that. */
@ExtendWith(LeakCheck.class)
class ChatStreamsAreAskedForUsageInSecretTest {
    private static final String BODY = "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}";
    private static final String USAGE = Dialect.CHAT.stream()
            .substring(
                    Dialect.CHAT.stream().lastIndexOf("data: {"),
                    Dialect.CHAT.stream().indexOf("data: [DONE]"));

    @TempDir
    Path folder;

    @Test
    void andTheChunkIsTakenOutAgain() throws Exception {
        String stream = Dialect.CHAT.stream();
        StringBuilder small = new StringBuilder(RawUpstream.STREAM_HEAD);
        for (int i = 0; i < stream.length(); i += 10) {
            small.append(RawUpstream.chunk(stream.substring(i, Math.min(stream.length(), i + 10))));
        }
        for (String answer : new String[] {RawUpstream.stream(stream), small + "0\r\n\r\n"}) {
            try (RawUpstream upstream = RawUpstream.answering(answer);
                    TestGateway gateway = TestGateway.in(folder)
                            .upstream("u", upstream.url(), "openai-chat", "")
                            .start()) {
                RawClient.Answer got = RawClient.ask(gateway, RawClient.post("/v1/chat/completions", BODY));

                assertThat(upstream.request().text()).contains("\"stream_options\":{\"include_usage\":true}");
                assertThat(got.text()).isEqualTo(stream.replace(USAGE, ""));
                assertThat(got.end()).isEqualTo(RawClient.End.WHOLE);
                JsonNode record = Records.one(gateway);
                assertThat(record.get("inputTokens").asInt()).isEqualTo(25);
                assertThat(record.get("outputTokens").asInt()).isEqualTo(15);
            }
            folder = folder.resolve("next");
        }
    }

    @Test
    void unlessTheUpstreamIsNotToBeAsked() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(Dialect.CHAT.stream()));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "openai-chat", ", \"askForUsage\": false")
                        .start()) {
            RawClient.Answer got = RawClient.ask(gateway, RawClient.post("/v1/chat/completions", BODY));

            assertThat(upstream.request().text()).isEqualTo(BODY);
            assertThat(got.text()).isEqualTo(Dialect.CHAT.stream());
        }
    }
}
