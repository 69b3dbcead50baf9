package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sub-agent of Claude Code stands in the record with the one that started it. */
class SubAgentsAreAttributedTest {
    @TempDir
    Path folder;

    @Test
    void withTheOneThatStartedIt() throws Exception {
        Dialect claude = Dialect.ANTHROPIC;
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(claude.stream()));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), claude.protocol(), "")
                        .start()) {
            String main = claude.ask().replaceFirst("\r\n", "\r\nX-Claude-Code-Session-Id: s1\r\n");
            String sub = main.replaceFirst("\r\n", "\r\nx-claude-code-agent-id: a1\r\n");
            String nested = main.replaceFirst(
                    "\r\n", "\r\nx-claude-code-agent-id: a2\r\nx-claude-code-parent-agent-id: a1\r\n");
            for (String ask : new String[] {main, sub, nested}) {
                assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(200);
            }
            List<JsonNode> lines = Records.await(gateway, 3);
            assertThat(lines).extracting(line -> line.path("session").asText()).containsOnly("s1");
            assertThat(lines)
                    .extracting(
                            line -> line.path("agentId").asText(""),
                            line -> line.path("parentAgentId").asText(""))
                    .containsExactly(tuple("", ""), tuple("a1", ""), tuple("a2", "a1"));
        }
    }
}
