package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A conversation stays where the provider's cache knows it, by whichever hint its agent gives; others spread. */
@ExtendWith(LeakCheck.class)
class SessionsStayAtTheirUpstreamTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Claude Code's header | anthropic | /v1/messages | X-Claude-Code-Session-Id: S | {'model':'m','messages':[{'role':'user','content':'TURN'}]}",
                "metadata.user_id | anthropic | /v1/messages | X-A: b | {'model':'m','metadata':{'user_id':'{\\'session_id\\':\\'S\\'}'},'messages':[{'role':'user','content':'TURN'}]}",
                "prompt_cache_key | openai-responses | /v1/responses | X-A: b | {'model':'m','prompt_cache_key':'S','input':'TURN'}",
                "the first turn | anthropic | /v1/messages | X-A: b | {'model':'m','system':'S','messages':[{'role':'user','content':'S'},{'role':'user','content':'TURN'}]}",
            })
    void byAnyHint(String hint, String protocol, String path, String header, String body) throws Exception {
        try (RawUpstream first = RawUpstream.answering(json(200, "{\"by\":1}"));
                RawUpstream second = RawUpstream.answering(json(200, "{\"by\":2}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("first", first.url(), protocol, "")
                        .upstream("second", second.url(), protocol, "")
                        .loadBalancer("\"strategy\": \"round_robin\"")
                        .start()) {
            Set<String> over = new HashSet<>();
            for (int session = 0; session < 6; session++) {
                Set<String> by = new HashSet<>();
                for (int turn = 0; turn < 5; turn++) {
                    String name = "session" + session;
                    String text = body.replace("\\'", "\\\"")
                            .replace('\'', '"')
                            .replace("\"S\\\"", "\"" + name + "\\\"")
                            .replace("\"S\"", '"' + name + '"')
                            .replace("TURN", "turn " + turn)
                            .replace("\\\"S\\\"", "\\\"" + name + "\\\"");
                    by.add(RawClient.ask(gateway, RawClient.post(path, text, header.replace(": S", ": " + name)))
                            .text());
                }
                assertThat(by).as(hint).hasSize(1);
                over.addAll(by);
            }
            assertThat(over).containsExactlyInAnyOrder("{\"by\":1}", "{\"by\":2}");
        }
    }
}
