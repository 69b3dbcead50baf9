package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claude Code warms its connection up with a HEAD that has no key; the connection must be good for what follows. */
@ExtendWith(LeakCheck.class)
class TheHelloOfClaudeCodeIsAnsweredTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/api/hello", "/anthropic/api/hello"})
    void withoutAKeyAndWithoutAnUpstream(String path) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"id\":\"next\"}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send("HEAD " + path + " HTTP/1.1\r\nHost: g\r\nUser-Agent: Bun/1.4.4\r\n\r\n");
            RawClient.Answer hello = client.read(true);

            assertThat(hello.status()).isEqualTo(200);
            assertThat(hello.header("connection")).isEmpty();
            assertThat(upstream.requests()).isEmpty();
            assertThat(client.send(RawClient.post("/v1/messages", "{\"model\":\"m\",\"messages\":[]}"))
                            .read()
                            .text())
                    .contains("next");
        }
    }
}
