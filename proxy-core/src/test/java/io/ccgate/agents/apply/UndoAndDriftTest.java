package io.ccgate.agents.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.agents.apply.AgentOutcome.State;
import io.ccgate.config.model.Agent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoAndDriftTest {
    @TempDir
    Path folder;

    private AgentsHome agents;

    @BeforeEach
    void home() throws Exception {
        agents = new AgentsHome(folder);
        agents.write(".claude/settings.json", "{\n  \"env\": {\"ANTHROPIC_BASE_URL\": \"https://mine\"}\n}\n");
        agents.write(".codex/config.toml", "model = \"x\"\n");
    }

    private List<AgentOutcome> undo(AgentSettings.Manner manner) throws Exception {
        return agents.settings().undo(AgentsHome.ALL, manner);
    }

    @Test
    void undoGoesBackStepByStepToTheByte() throws Exception {
        Map<String, String> first = agents.snapshot();
        agents.enable("docs");
        Map<String, String> second = agents.snapshot();
        agents.enable("docs", "more");
        agents.disable();
        assertThat(agents.snapshot()).isEqualTo(first);
        undo(AgentsHome.PLAIN);
        undo(AgentsHome.PLAIN);
        assertThat(agents.snapshot()).isEqualTo(second);
        // The books went back too: disable still knows what is ours.
        agents.disable();
        assertThat(agents.snapshot()).isEqualTo(first);
        undo(AgentsHome.PLAIN);
        undo(AgentsHome.PLAIN);
        assertThat(agents.snapshot()).isEqualTo(first);
        assertThat(undo(AgentsHome.PLAIN))
                .allMatch(outcome -> outcome.notes().get(0).text().contains("nothing to undo"));
    }

    @Test
    void undoDoesNotRunOverWhatOthersWroteSince() throws Exception {
        agents.enable();
        String theirs = agents.read(".codex/config.toml") + "\n[theirs]\n";
        agents.write(".codex/config.toml", theirs);
        List<AgentOutcome> outcomes = undo(AgentsHome.PLAIN);
        assertThat(outcomes)
                .extracting(AgentOutcome::state)
                .containsExactly(State.CHANGED, State.REFUSED, State.CHANGED);
        assertThat(agents.read(".codex/config.toml")).isEqualTo(theirs);
        undo(AgentsHome.FORCE);
        assertThat(agents.read(".codex/config.toml")).isEqualTo("model = \"x\"\n");
    }

    @Test
    void driftIsReportedAndNotOverwritten() throws Exception {
        agents.enable("docs");
        agents.write(
                ".claude/settings.json",
                agents.read(".claude/settings.json").replace("http://127.0.0.1:3000/anthropic", "https://other"));
        agents.write(".gemini/.env", "");
        assertThat(agents.settings()
                        .states(AgentsHome.ALL)
                        .get(AgentsHome.CLAUDE)
                        .drift())
                .singleElement()
                .asString()
                .contains("env.ANTHROPIC_BASE_URL was changed in");
        assertThat(agents.settings().states(AgentsHome.ALL).get(Agent.GEMINI).drift())
                .hasSize(2);

        List<AgentOutcome> again = agents.enable("docs");
        assertThat(again.get(0).notes())
                .singleElement()
                .extracting(Note::problem)
                .isEqualTo(true);
        assertThat(agents.read(".claude/settings.json")).contains("https://other");
        agents.settings().enable(AgentsHome.ALL, AgentsHome.profile("docs"), AgentsHome.on(), AgentsHome.FORCE);
        assertThat(agents.read(".claude/settings.json")).contains("http://127.0.0.1:3000/anthropic");
        agents.disable();
        assertThat(agents.read(".claude/settings.json"))
                .contains("https://mine")
                .doesNotContain("TOKEN");
    }

    @Test
    void aValueThatOthersChangedStaysTheirsWhenWeGo() throws Exception {
        agents.enable();
        agents.write(
                ".claude/settings.json",
                agents.read(".claude/settings.json").replace("http://127.0.0.1:3000/anthropic", "https://other"));
        List<AgentOutcome> outcomes = agents.disable();
        assertThat(outcomes.get(0).notes().get(0).text())
                .contains("env.ANTHROPIC_BASE_URL was changed by somebody else");
        assertThat(agents.read(".claude/settings.json"))
                .contains("https://other")
                .doesNotContain(AgentsHome.KEY);
    }

    @Test
    void aServerOfTheUserIsNotReplacedByOneOfTheSameName() throws Exception {
        agents.write(".codex/config.toml", "[mcp_servers.docs]\ncommand = \"mine\"\n");
        List<AgentOutcome> outcomes = agents.enable("docs");
        assertThat(outcomes.get(1).hasProblem()).isTrue();
        assertThat(agents.read(".codex/config.toml"))
                .contains("command = \"mine\"")
                .contains("model_provider = \"ccgate\"");
        agents.disable();
        assertThat(agents.read(".codex/config.toml")).isEqualTo("[mcp_servers.docs]\ncommand = \"mine\"\n");
    }

    @Test
    void aPromptFileIsOursAloneOnlyWhileNobodyWritesIntoIt() throws Exception {
        agents.write(".codex/AGENTS.md", "My own rules.\n");
        agents.enable();
        assertThat(agents.read(".claude/CLAUDE.md")).isEqualTo("Answer briefly.\nTest first.\n");
        assertThat(agents.read(".codex/AGENTS.md")).startsWith("My own rules.\n\n<!-- ccgate:begin codex");
        agents.write(".claude/CLAUDE.md", "My first rule.\n" + agents.read(".claude/CLAUDE.md") + "My last rule.\n");
        assertThat(agents.enable()).noneMatch(AgentOutcome::hasProblem);
        agents.disable();
        assertThat(agents.read(".claude/CLAUDE.md"))
                .contains("My first rule.")
                .contains("My last rule.")
                .doesNotContain("Answer");
        assertThat(agents.read(".codex/AGENTS.md")).isEqualTo("My own rules.\n");
    }

    @Test
    void tenBackupsAreKept() throws Exception {
        for (int i = 0; i < 13; i++) {
            agents.enable("server-" + i);
        }
        try (Stream<Path> kept = Files.list(folder.resolve(".ccgate/agents/backups"))) {
            assertThat(kept)
                    .hasSize(30)
                    .allMatch(path -> path.getFileName().toString().matches("20261122T\\d{6}\\.\\d{3}Z-enable(-\\d)?"));
        }
        agents.disable();
        assertThat(agents.read(".codex/config.toml")).isEqualTo("model = \"x\"\n");
    }
}
