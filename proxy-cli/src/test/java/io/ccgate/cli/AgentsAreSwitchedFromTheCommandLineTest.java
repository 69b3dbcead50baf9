package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.cli.port.Ports;
import io.ccgate.cli.wiring.DiskAgentTools;
import io.ccgate.cli.wiring.DiskAgentsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands with the real files behind them, in a home folder of their own. */
class AgentsAreSwitchedFromTheCommandLineTest {
    private static final String KEY = "sk-demo-0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private Path home;
    private Path config;

    @BeforeEach
    void files() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        config = Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(home.resolve(".claude"));
        Files.createDirectories(home.resolve(".codex"));
        write("server.json", "{\"server\": {\"listeners\": [{\"host\": \"0.0.0.0\", \"port\": 3456}]}}");
        write(
                "upstreams.json",
                "{\"upstreams\": [{\"id\": \"u\", \"name\": \"U\", \"url\": \"https://api.example.com\", \"key\":"
                        + " \"upstream-key\"}]}");
        write(
                "tenants.json",
                "{\"tenants\": [{\"id\": \"team\", \"name\": \"T\", \"key\": \"" + KEY
                        + "\", \"allowedModels\": [\"*\"]},"
                        + " {\"id\": \"hashed\", \"name\": \"H\", \"key\": \"sha256:" + "0".repeat(64)
                        + "\", \"allowedModels\": [\"*\"]}]}");
        write(
                "agents.json",
                "{\n"
                        + "  // ours\n"
                        + "  \"mcpServers\": [{\"name\": \"docs\", \"definition\": {\"type\": \"http\", \"url\":"
                        + " \"http://d/mcp\", \"headers\": {\"Authorization\": \"Bearer ${env:DOCS_TOKEN}\"}}}],\n"
                        + "  \"prompts\": [{\"name\": \"house\", \"file\": \"house.md\"}]\n"
                        + "}\n");
        write("house.md", "Answer briefly.\n");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(config.resolve(name), text);
    }

    private CommandRun run(String... words) {
        Ports fake = new FakeProduct().ports();
        Ports ports = new Ports(
                fake.config(),
                fake.keys(),
                fake.gateway(),
                fake.mock(),
                fake.usage(),
                fake.books(),
                fake.verifier(),
                new DiskAgentTools(),
                new DiskAgentsFile(),
                fake.doctor(),
                fake.admin(),
                fake.explainer());
        List<String> all = new ArrayList<>(List.of(words).subList(0, 2));
        all.addAll(List.of("--home", home.toString()));
        if (!words[0].equals("agents") || !List.of("disable", "status", "undo").contains(words[1])) {
            all.addAll(List.of("--config", config.toString()));
        }
        all.addAll(List.of(words).subList(2, words.length));
        String[] arguments = all.toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Ccgate.commandLine(ports, false, arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new CommandRun(line.execute(arguments), out.toString(), err.toString());
    }

    private String file(String name) throws Exception {
        return Files.readString(home.resolve(name));
    }

    @Test
    void onAndOffAndWhatIsToldAboutIt() throws Exception {
        CommandRun on = run("agents", "enable", "--tenant", "team");
        assertThat(on.code()).as(on.err()).isZero();
        assertThat(on.out()).contains("Claude Code: changed").contains("Gemini CLI: not installed, skipped");
        assertThat(file(".claude/settings.json"))
                .contains("http://127.0.0.1:3456/anthropic")
                .contains(KEY);
        assertThat(file(".claude.json")).contains("Bearer ${DOCS_TOKEN}");
        assertThat(file(".codex/config.toml"))
                .contains("bearer_token_env_var = \"DOCS_TOKEN\"")
                .contains("base_url = \"http://127.0.0.1:3456/openai/v1\"");
        assertThat(file(".codex/AGENTS.md")).isEqualTo("Answer briefly.\n");
        assertThat(run("agents", "status").out()).contains("Claude Code: on, http://127.0.0.1:3456, tenant team");
        assertThat(run("agents", "diff").code()).isZero();
        assertThat(run("agents", "disable").code()).isZero();
        assertThat(home.resolve(".claude.json")).doesNotExist();
        assertThat(home.resolve(".codex/config.toml")).doesNotExist();
        assertThat(run("agents", "undo").out()).contains("undone: disable");
        assertThat(file(".claude.json")).contains("DOCS_TOKEN");
    }

    @Test
    void aChangeOfTheListsReachesAgentsThatAreOn() throws Exception {
        run("agents", "enable", "--tenant", "team");
        CommandRun added =
                run("mcp", "add", "fetch", "--agents", "codex", "-e", "A=b", "--", "uvx", "mcp-server-fetch");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(file(".codex/config.toml"))
                .contains("[mcp_servers.fetch]\ncommand = \"uvx\"\nargs = [\"mcp-server-fetch\"]");
        assertThat(file(".claude.json")).doesNotContain("fetch");
        assertThat(Files.readString(config.resolve("agents.json")))
                .contains("// ours")
                .contains("\"fetch\"");
        run("mcp", "disable", "docs");
        assertThat(home.resolve(".claude.json")).doesNotExist();
        run("mcp", "remove", "fetch");
        assertThat(file(".codex/config.toml")).doesNotContain("mcp_servers");
        run("prompt", "set", "short", "Be short.");
        assertThat(run("prompt", "enable", "short").out()).contains("switched off: house");
        assertThat(file(".claude/CLAUDE.md")).isEqualTo("Be short.\n");
        assertThat(run("prompt", "list").out()).contains("off  house").contains("on   short");
        assertThat(run("prompt", "show", "short").out()).isEqualTo("Be short.\n");
        run("prompt", "set", "house", "Another.");
        assertThat(run("prompt", "show", "house").out()).isEqualTo("Another.\n");
        assertThat(run("prompt", "disable", "gone").err()).contains("there is no prompt \"gone\" in agents.json");
        assertThat(run("prompt", "remove", "house").code()).isZero();
        assertThat(run("prompt", "remove", "house").code()).isEqualTo(1);
        assertThat(run("prompt", "list").out()).doesNotContain("house").contains("short");
    }

    @Test
    void onlyATenantsKeyIsWritten() {
        assertThat(run("agents", "enable").err()).contains("Name one with --tenant: team, hashed");
        assertThat(run("agents", "enable", "--tenant", "hashed").err())
                .contains("only hashes are stored")
                .contains("ccgate key new");
        assertThat(run("agents", "enable", "--key", "upstream-key").err()).contains("no key of any tenant");
        assertThat(home.resolve(".claude/settings.json")).doesNotExist();
    }

    @Test
    void whatTheAgentsHaveIsTakenOver() throws Exception {
        Files.writeString(
                home.resolve(".claude.json"),
                "{\"mcpServers\": {\"own\": {\"type\": \"stdio\", \"command\": \"x\", \"env\": {\"T\": \"${T}\"}}}}");
        Files.writeString(
                home.resolve(".codex/config.toml"), "[mcp_servers.own]\ncommand = \"x\"\nenv_vars = [\"T\"]\n");
        CommandRun run = run("mcp", "import");
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out()).contains("MCP server own  (claude_code, codex)");
        assertThat(Files.readString(config.resolve("agents.json"))).contains("${env:T}");
        assertThat(run("mcp", "import").out()).contains("already there: MCP server own");
    }
}
