package io.ccgate.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.agents.wish.ServedProfile;
import io.ccgate.config.model.Agent;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantsGetTheirProfileTest {
    private static final String AGENTS = """
        {
          "mcpServers": [
            {"name": "docs", "definition": {"url": "http://d/mcp", "headers": {"Authorization": "Bearer written-out"}}},
            {"name": "home", "definition": {"command": "x", "env": {"HOME": "${env:HOME}", "API_KEY": "sk-1", "MODE": "fast"}}, "enabled": false}
          ],
          "prompts": [{"name": "house", "content": "Be brief.", "agents": ["codex"]}],
          "settings": {"claude_code": {"a": {"b": 1}}},
          "profiles": [{"name": "special", "mcpServers": ["home"], "settings": {"claude_code": {"a": {"c": 2}}}, "tenants": [%s], "shareSecrets": %s}]
        }
        """;

    @TempDir
    Path folder;

    private RawClient.Answer ask(String agents, String key) throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("agents.json"), agents);
        try (TestGateway gateway = TestGateway.in(folder).start();
                RawClient client = RawClient.to(gateway)) {
            return client.send("GET /agents/profile HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                    .read();
        }
    }

    @Test
    void nobodyWithoutAKey() throws Exception {
        assertThat(ask(AGENTS.formatted("", "false"), "sk-wrong").status()).isEqualTo(401);
    }

    @Test
    void whatIsEnabledGoesToAllAndSecretsStayHere() throws Exception {
        RawClient.Answer answer = ask(AGENTS.formatted("", "false"), TestGateway.KEY);
        ServedProfile served = ServedProfile.read(answer.text());
        assertThat(answer.text()).doesNotContain("written-out").doesNotContain("sk-1");
        assertThat(served.name()).isEmpty();
        assertThat(served.profile().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.definition()).contains("Bearer ${env:DOCS_AUTHORIZATION}"));
        assertThat(served.profile().prompts()).containsOnlyKeys(Agent.CODEX);
    }

    @Test
    void aTenantGetsItsOwnProfile() throws Exception {
        ServedProfile served = ServedProfile.read(
                ask(AGENTS.formatted("\"t\"", "false"), TestGateway.KEY).text());
        assertThat(served.name()).contains("special");
        assertThat(served.profile().settings().get(Agent.CLAUDE_CODE)).isEqualTo("{\"a\":{\"b\":1,\"c\":2}}");
        assertThat(served.profile().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.definition())
                        .contains("\"HOME\":\"${env:HOME}\"")
                        .contains("\"API_KEY\":\"${env:API_KEY}\"")
                        .contains("\"MODE\":\"fast\""));
    }

    @Test
    void secretsGoOnlyToThoseWhoMayHaveThem() throws Exception {
        ServedProfile served = ServedProfile.read(
                ask(AGENTS.formatted("\"t\"", "true"), TestGateway.KEY).text());
        assertThat(served.profile().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.definition())
                        .contains("\"HOME\":\"" + System.getenv("HOME") + "\"")
                        .contains("sk-1"));
    }
}
