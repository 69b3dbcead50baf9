package io.ccgate.agents.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.ccgate.agents.apply.AgentOutcome.State;
import io.ccgate.config.model.Agent;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddHomesComeBackToTheByteTest {
    @TempDir
    Path folder;

    private static void comesBack(AgentsHome agents) throws Exception {
        Map<String, String> before = agents.snapshot();
        assertThat(agents.enable("docs", "more"))
                .extracting(AgentOutcome::state)
                .containsOnly(State.CHANGED);
        assertThat(agents.snapshot()).isNotEqualTo(before);
        // A second time, with other servers: the copy from before the first change still counts.
        assertThat(agents.enable("docs")).extracting(AgentOutcome::state).containsOnly(State.CHANGED);
        assertThat(agents.enable("docs")).extracting(AgentOutcome::state).containsOnly(State.UNCHANGED);
        assertThat(agents.disable()).noneMatch(AgentOutcome::hasProblem);
        assertThat(agents.snapshot()).isEqualTo(before);
    }

    @Test
    void nothingButTheFolders() throws Exception {
        comesBack(new AgentsHome(folder));
    }

    @Test
    void commentsCrlfAndByteOrderMarks() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".claude/settings.json", "\uFEFF{\r\n  // mine\r\n  \"env\" : { \"A\": \"b\" }, /* odd */\r\n}");
        agents.write(".claude.json", "{\"numStartups\":7,\"mcpServers\":{}}");
        agents.write(
                ".codex/config.toml",
                "\uFEFF# mine\r\nmodel = 'gpt-5.5' # best\r\n\r\n[mcp_servers.own]\r\ncommand = \"x\"");
        agents.write(".gemini/.env", "# keys\r\nexport GEMINI_API_KEY='mine' # old\r\nX=1");
        agents.write(
                ".gemini/settings.json", "{ \"security\": {\"auth\": {\"selectedType\": \"oauth-personal\"}}}\n\n\n");
        agents.write(".claude/CLAUDE.md", "Be kind.");
        agents.write(".codex/AGENTS.md", "\n");
        comesBack(agents);
    }

    @Test
    void keysThatStandTwiceAndKeysNobodyKnows() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(
                ".claude/settings.json",
                "{\"x\":1,\"x\":2,\"env\":{\"ANTHROPIC_BASE_URL\":\"a\",\"ANTHROPIC_BASE_URL\":\"b\"},\"z\":{\"y\":[1,{}]}}");
        agents.write(".gemini/.env", "GEMINI_API_KEY=one\nGEMINI_API_KEY=two\n");
        comesBack(agents);
    }

    @Test
    void aMegabyte() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        StringBuilder history = new StringBuilder("{\n  \"projects\": {");
        IntStream.range(0, 8000)
                .forEach(i -> history.append("\n    \"/home/me/project-")
                        .append(i)
                        .append("\": { \"history\": [\"")
                        .append("ä".repeat(40))
                        .append("\"], \"n\": ")
                        .append(i)
                        .append(" },"));
        history.setLength(history.length() - 1);
        agents.write(".claude.json", history.append("\n  }\n}\n").toString());
        assertThat(Files.size(folder.resolve(".claude.json"))).isGreaterThan(1 << 20);
        comesBack(agents);
    }

    @Test
    void linksStayLinksAndModesStay() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write("dotfiles/claude-settings", "{\n}\n");
        agents.write("dotfiles/rules", "Shared rules.\n");
        Files.createSymbolicLink(folder.resolve(".claude/settings.json"), Path.of("../dotfiles/claude-settings"));
        Files.createSymbolicLink(folder.resolve(".claude/CLAUDE.md"), Path.of("../dotfiles/rules"));
        Files.createSymbolicLink(folder.resolve(".codex/AGENTS.md"), Path.of("../dotfiles/rules"));
        Path readOnly = agents.write(".codex/config.toml", "model = \"x\"\n");
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r--r-----"));
        Files.setPosixFilePermissions(
                agents.write(".gemini/.env", "A=1"), PosixFilePermissions.fromString("rw-r--r--"));
        comesBack(agents);
        agents.enable();
        assertThat(agents.read("dotfiles/rules"))
                .contains("ccgate:begin claude_code")
                .contains("ccgate:begin codex");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(readOnly)))
                .isEqualTo("r--r-----");
        assertThat(Files.isSymbolicLink(folder.resolve(".claude/settings.json")))
                .isTrue();
    }

    @Test
    void whatTheAgentWroteMeanwhileStays() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".claude.json", "{\n  \"numStartups\": 7\n}\n");
        agents.enable("docs");
        agents.write(".claude.json", agents.read(".claude.json").replace("\"numStartups\": 7", "\"numStartups\": 8"));
        agents.disable();
        assertThat(agents.read(".claude.json")).isEqualTo("{\n  \"numStartups\": 8\n}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "mac"})
    void onWindowsAndOnMacs(String system) throws Exception {
        boolean windows = system.equals("windows");
        try (FileSystem disk = Jimfs.newFileSystem(
                windows
                        ? Configuration.windows().toBuilder()
                                .setRoots("C:\\", "D:\\")
                                .build()
                        : Configuration.osX())) {
            Path home = disk.getPath(windows ? "C:\\Users\\Zoë" : "/Users/zoë");
            AgentsHome agents = new AgentsHome(home);
            agents.write(".claude/settings.json", "{\r\n}\r\n");
            comesBack(agents);
            Path elsewhere = disk.getPath(windows ? "D:\\codex home" : "/Volumes/codex home");
            Files.createDirectories(elsewhere);
            agents.environment.put("CODEX_HOME", elsewhere.toString());
            agents.environment.put("CLAUDE_CONFIG_DIR", home.resolve("cc").toString());
            agents.environment.put("GEMINI_CLI_HOME", home.resolve("g").toString());
            Files.createDirectories(home.resolve("cc"));
            Files.createDirectories(home.resolve("g").resolve(".gemini"));
            agents.enable("docs");
            assertThat(Files.readString(elsewhere.resolve("config.toml"))).contains("[mcp_servers.docs]");
            assertThat(agents.read("cc/.claude.json")).contains("docs");
            assertThat(agents.read("cc/settings.json")).contains("/anthropic");
            assertThat(agents.read("g/.gemini/.env")).contains("GEMINI_API_KEY=" + AgentsHome.KEY);
        }
    }

    @Test
    void whoIsNotInstalledIsLeftOut() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        Files.delete(folder.resolve(".codex"));
        assertThat(agents.enable())
                .filteredOn(outcome -> outcome.agent() == Agent.CODEX)
                .extracting(AgentOutcome::state)
                .containsExactly(State.NOT_INSTALLED);
        assertThat(folder.resolve(".codex")).doesNotExist();
    }

    @Test
    void aBrokenFileIsRefusedWithItsLineAndNothingOfItsAgentIsTouched() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".claude/settings.json", "{}");
        agents.write(".claude.json", "{\n  \"a\": 1\n  \"b\": 2\n}");
        agents.write(".codex/config.toml", "a = 1\na = 2\n");
        Files.write(folder.resolve(".gemini/settings.json"), new byte[] {'{', '\n', (byte) 0xff, '}'});
        Map<String, String> before = agents.snapshot();
        List<AgentOutcome> outcomes = agents.enable("docs");
        assertThat(outcomes).extracting(AgentOutcome::state).containsOnly(State.REFUSED);
        assertThat(outcomes.get(0).notes().get(0).text()).contains(".claude.json:3:3: expected ','");
        assertThat(outcomes.get(1).notes().get(0).text()).contains("config.toml:2:1: a is already set");
        assertThat(outcomes.get(2).notes().get(0).text()).contains("settings.json:2:1: a byte that is not UTF-8");
        assertThat(agents.snapshot()).isEqualTo(before);
    }

    @Test
    void aDryRunTouchesNothingAndShowsNoSecret() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".claude/settings.json", "{\"env\":{\"ANTHROPIC_AUTH_TOKEN\":\"sk-private-of-the-user\"}}");
        Map<String, String> before = agents.snapshot();
        List<AgentOutcome> outcomes =
                agents.settings().enable(AgentsHome.ALL, AgentsHome.profile(), AgentsHome.on(), AgentsHome.DRY);
        assertThat(outcomes.toString())
                .contains("ANTHROPIC_BASE_URL")
                .doesNotContain(AgentsHome.KEY)
                .doesNotContain("private-of");
        assertThat(agents.snapshot()).isEqualTo(before);
        assertThat(folder.resolve(".ccgate")).doesNotExist();
    }

    @Test
    void nothingSecretIsReadableByOthers() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".gemini/.env", "GEMINI_API_KEY=" + "x".repeat(20));
        agents.enable();
        try (var walk = Files.walk(folder)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(path, StandardCharsets.ISO_8859_1);
                boolean asItWas = path.endsWith(".env");
                if (!asItWas && (text.contains(AgentsHome.KEY) || text.contains("x".repeat(20)))) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .endsWith("------");
                }
            }
        }
    }

    @Test
    void aProjectHasSettingsOfItsOwn() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".claude.json", "{\"numStartups\": 1}");
        agents.write("work/CLAUDE.md", "Ours since ever.\n");
        Map<String, String> before = agents.snapshot();
        agents.project = Optional.of(folder.resolve("work"));
        List<AgentOutcome> outcomes = agents.enable("docs");
        assertThat(outcomes.get(1).notes()).singleElement().asString().contains("without --project");
        assertThat(agents.read("work/.claude/settings.local.json")).contains("/anthropic");
        assertThat(agents.read(".claude.json"))
                .contains("\"projects\"")
                .contains(folder.resolve("work").toString());
        assertThat(agents.read("work/.codex/config.toml"))
                .contains("[mcp_servers.docs]")
                .doesNotContain("model_providers");
        assertThat(agents.read("work/.gemini/.env")).contains(AgentsHome.KEY);
        assertThat(folder.resolve(".gemini/.env")).doesNotExist();
        agents.disable();
        assertThat(agents.snapshot()).isEqualTo(before);
    }
}
