package io.ccgate.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Agent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsAndTheirSessionsAreToldTest {

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-cli/2.1.330 (external, sdk-cli)                         | CLAUDE_CODE",
                "claude-code/2.1.330                                            | CLAUDE_CODE",
                "codex_exec/0.169.0 (Debian 12; x86_64) xterm (codex_exec)      | CODEX",
                "codex-tui/0.169.0                                              | CODEX",
                "Mozilla/5.0 (Codex Desktop)                                    | CODEX",
                "GeminiCLI-tui/0.61.0/gemini-3.1-pro (linux; x64; terminal)     | GEMINI",
                "GeminiCLI-tui/0.61.0/my-claude-codex-mix (linux; x64)          | GEMINI",
                "google-genai-sdk/3.1.0 gl-node/v20                             | OTHER",
                "Anthropic/JS 1.12.0                                            | OTHER",
                "curl/8                                                         | OTHER"
            })
    void theUserAgentDecides(String userAgent, Agent expected) {
        assertThat(AgentDetector.detect(headers("user-agent", userAgent), "/v1/messages"))
                .isEqualTo(expected);
    }

    @Test
    void otherSignsHelpWhenItDoesNot() {
        assertThat(AgentDetector.detect(headers("originator", "codex_vscode"), "/v1/responses"))
                .isEqualTo(Agent.CODEX);
        assertThat(AgentDetector.detect(headers("user-agent", "Bun/1.4.4"), "/anthropic/api/hello"))
                .isEqualTo(Agent.CLAUDE_CODE);
        assertThat(AgentDetector.detect(headers("x-claude-code-session-id", "s"), "/v1/messages"))
                .isEqualTo(Agent.CLAUDE_CODE);
        assertThat(AgentDetector.detect(headers(), "/v1/messages")).isEqualTo(Agent.OTHER);
    }

    @Test
    void theMostExplicitSessionWins() {
        String userId = "{\"device_id\":\"d\",\"account\":{\"session_id\":\"no\"},\"session_id\":\"from-body\"}";
        HttpHeaders claude = headers("X-Claude-Code-Session-Id", "s1", "x-claude-code-agent-id", "a1");
        assertThat(SessionHints.read(claude, userId, "cache")).isEqualTo(new Session("s1", "a1", null));
        claude.add("x-ccgate-session", "mine");
        assertThat(SessionHints.read(claude, userId, null).id()).isEqualTo("mine");
        assertThat(SessionHints.read(headers(), userId, "cache").id()).isEqualTo("from-body");
        assertThat(SessionHints.read(headers(), "user_ab12_account__session_0a-1b", null)
                        .id())
                .isEqualTo("0a-1b");
        assertThat(SessionHints.read(headers("session-id", "c1", "x-openai-subagent", "review"), null, "cache"))
                .isEqualTo(new Session("c1", "review", null));
        assertThat(SessionHints.read(headers("session_id", "c0"), null, null).id())
                .isEqualTo("c0");
        assertThat(SessionHints.read(headers(), null, "cache").id()).isEqualTo("cache");
    }

    @Test
    void nonsenseIsNoSession() {
        assertThat(SessionHints.read(headers("x-session-id", "a b"), "{\"session_id\":7", "x".repeat(201)))
                .isEqualTo(Session.NONE);
        assertThat(SessionHints.read(headers("x-session-id", ""), "[1]", "ü")).isEqualTo(Session.NONE);
        assertThat(SessionHints.read(headers(), "{broken", " ")).isEqualTo(Session.NONE);
        assertThat(SessionHints.read(headers(), "alice", null)).isEqualTo(Session.NONE);
    }

    @Test
    void theDigestStandsInForAMissingSession() {
        assertThat(Session.NONE.affinityKey("d1")).isEqualTo("d1");
        assertThat(new Session("s", null, null).affinityKey("d1")).isEqualTo("s");
        assertThat(Session.NONE.affinityKey(null)).isNull();
    }
}
