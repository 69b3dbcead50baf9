package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ccgate.admin.agents.AgentsFileEdits;
import io.ccgate.admin.agents.CliSettingsRoutes;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.Caller;
import io.ccgate.admin.audit.AuditLog;
import io.ccgate.admin.config.ConfigChanges;
import io.ccgate.admin.config.ConfigHistory;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.local.LocalAgents;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.model.AdminConfig.Role;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsAreAdministeredInCcgShapesTest {
    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;
    private AdminClient admin;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .start();
        admin = AdminClient.of(gateway);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    private JsonNode get(String path) throws IOException {
        Reply reply = admin.get(path);
        assertThat(reply.status()).as(path).isEqualTo(200);
        return reply.json();
    }

    @Test
    void serversComeAndGo() throws Exception {
        Reply made = admin.post("/admin/v1/mcp", """
            {"name": "docs", "config_json": "{\\"url\\": \\"http://d/mcp\\", \\"headers\\": {\\"Authorization\\": \\"Bearer s3cret\\"}}",
             "cli_flags": {"codex": true}}\
            """);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(200);
        assertThat(made.json().path("id").asText()).isEqualTo("docs");
        assertThat(made.json().toString()).doesNotContain("s3cret");
        JsonNode listed = get("/admin/v1/mcp");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("cli_flags").toString())
                .isEqualTo("{\"claude_code\":false,\"codex\":true,\"gemini\":false}");

        // What is shown as stars comes back as it was.
        String shown = listed.get(0).path("config_json").asText().replace("http://d/mcp", "http://e/mcp");
        String body = "{\"enabled\": false, \"config_json\": " + TextNode.valueOf(shown) + "}";
        assertThat(admin.put("/admin/v1/mcp/docs", body).status()).isEqualTo(200);
        String file = Files.readString(folder.resolve("config/agents.json"));
        assertThat(file).contains("http://e/mcp").contains("Bearer s3cret").contains("\"enabled\": false");

        assertThat(admin.post("/admin/v1/mcp", "{\"name\": \"docs\", \"config_json\": \"{}\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/admin/v1/mcp", "{\"name\": \"x\", \"config_json\": \"nonsense\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/admin/v1/mcp", "{\"name\": \"x\", \"config_json\": \"{}\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.delete("/admin/v1/mcp/docs").status()).isEqualTo(200);
        assertThat(admin.get("/admin/v1/mcp/docs").status()).isEqualTo(404);
        assertThat(get("/admin/v1/mcp")).isEmpty();
    }

    @Test
    void changesHaveAnAuthorAndALine() throws Exception {
        admin.post("/admin/v1/mcp", """
            {"name": "docs", "config_json": "{\\"url\\": \\"http://d/mcp\\", \\"headers\\": {\\"Authorization\\": \\"Bearer s3cret\\"}}"}\
            """);
        admin.post("/admin/v1/prompts", "{\"name\": \"a\", \"content\": \"A\"}");

        JsonNode audit = get("/admin/v1/audit");
        assertThat(audit).hasSize(2);
        assertThat(audit.findValuesAsText("target")).containsExactly("a", "docs");
        assertThat(audit.findValuesAsText("who")).containsOnly("admin");
        assertThat(audit.toString()).contains("http://d/mcp").doesNotContain("s3cret");
        JsonNode version = get("/admin/v1/config/history").path("versions").path(0);
        assertThat(version.path("who").asText()).isEqualTo("admin");
        assertThat(version.path("why").asText()).contains("prompt");
    }

    @Test
    void ofThePromptsOfAnAgentOneIsOn() throws Exception {
        admin.post("/admin/v1/prompts", "{\"name\": \"a\", \"content\": \"A\"}");
        admin.post("/admin/v1/prompts", "{\"name\": \"b\", \"content\": \"B\", \"cli_flags\": {\"gemini\": true}}");
        assertThat(get("/admin/v1/prompts/a").path("enabled").asBoolean()).isFalse();
        assertThat(get("/admin/v1/prompts/b").path("enabled").asBoolean()).isTrue();
        assertThat(admin.put("/admin/v1/prompts/a", "{\"enabled\": true, \"content\": \"A2\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get("/admin/v1/prompts/b").path("enabled").asBoolean()).isFalse();
        assertThat(get("/admin/v1/prompts/a").path("content").asText()).isEqualTo("A2");
        // A change by hand is seen at once.
        String path = "config/agents.json";
        Files.writeString(
                folder.resolve(path),
                Files.readString(folder.resolve(path))
                        .replace(
                                "\"prompts\": [",
                                "\"prompts\": [{\"name\": \"by hand\", \"content\": \"H\", \"enabled\": false}, "));
        assertThat(admin.delete("/admin/v1/prompts/b").status()).isEqualTo(200);
        assertThat(get("/admin/v1/prompts/by%20hand").path("content").asText()).isEqualTo("H");
        assertThat(admin.get("/admin/v1/prompts/b").status()).isEqualTo(404);
    }

    @Test
    void settingsOfAnAgent() throws Exception {
        assertThat(admin.put("/admin/v1/settings/cli/codex", "{\"default_json_config\": \"{\\\"a\\\": 1}\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get("/admin/v1/settings/cli/codex")
                        .path("default_json_config")
                        .asText())
                .isEqualTo("{\"a\":1}");
        assertThat(admin.get("/admin/v1/settings/cli/cursor").status()).isEqualTo(404);
    }

    @Test
    void switchingIsForThisMachineOnly() throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(".codex"));
        LocalAgents local =
                new LocalAgents(new AgentHomes(home, name -> null, Optional.empty()), InstantSource.system());
        ConfigLoader loader = new ConfigLoader(folder.resolve("config"), System::getenv, InstantSource.system());
        ConfigChanges changes = new ConfigChanges(
                null, new AuditLog(folder), new ConfigHistory(folder, InstantSource.system()), InstantSource.system());
        CliSettingsRoutes routes = new CliSettingsRoutes(
                new AgentsFileEdits(() -> loader.load().config().orElseThrow(), changes, local));
        assertThat(put(routes, "127.0.0.1", "{\"enabled\": true}").status()).isEqualTo(200);
        assertThat(home.resolve(".codex/config.toml")).content().contains(TestGateway.KEY);
        assertThat(put(routes, "127.0.0.1", "{\"enabled\": false}").status()).isEqualTo(200);
        assertThat(home.resolve(".codex/config.toml")).doesNotExist();
        Assertions.assertThatThrownBy(() -> put(routes, "192.0.2.1", "{\"enabled\": true}"))
                .isInstanceOfSatisfying(
                        AdminProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(403));
    }

    private static AdminAnswer.Whole put(CliSettingsRoutes routes, String from, String body) throws IOException {
        AdminRoute route = routes.routes().stream()
                .filter(known -> known.method().equals("PUT"))
                .findFirst()
                .orElseThrow();
        return (AdminAnswer.Whole) route.handler()
                .answer(new AdminRequest(
                        "r",
                        "PUT",
                        "/admin/v1/settings/cli/codex",
                        "",
                        new DefaultHttpHeaders().set("content-type", "application/json"),
                        body.getBytes(StandardCharsets.UTF_8),
                        Map.of("cli_type", "codex"),
                        Caller.admin("a", Role.WRITE, InetAddress.getByName(from), "token"),
                        false));
    }
}
