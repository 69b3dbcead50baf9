package io.ccgate.cli.command;

import io.ccgate.cli.port.AgentTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that edit {@code agents.json} share: where it is, and who gets an entry. */
public final class ListEditing {
    @Mixin
    private ConfigFolder config = new ConfigFolder();

    @Option(
            names = "--agents",
            paramLabel = "AGENT",
            split = ",",
            description = "Agents it is for: claude_code, codex, gemini (default: all).")
    private List<String> agents = new ArrayList<>();

    @Option(names = "--home", paramLabel = "DIR", description = "Home folder (default: yours).")
    private @Nullable Path home;

    Path config() {
        return config.existing();
    }

    /** The agents as a JSON list; empty when none were named. */
    Optional<String> agentsJson(AgentTools tools, Terminal terminal) {
        List<String> ids = new ArrayList<>();
        for (String agent : agents) {
            String id = agent.equals("claude") || agent.equals("claude-code") ? "claude_code" : agent;
            if (!tools.agents().contains(id)) {
                throw terminal.wrongUsage("Unknown agent '" + agent + "'; known: " + String.join(", ", tools.agents()));
            }
            ids.add('"' + id + '"');
        }
        return ids.isEmpty() ? Optional.empty() : Optional.of("[" + String.join(", ", ids) + "]");
    }

    AgentTools.Place place() {
        return new AgentTools.Place(Optional.ofNullable(home), Optional.empty(), List.of());
    }

    /** Brings the change to the agents that are switched on. */
    int refresh(AgentTools tools, Terminal terminal) throws IOException {
        return new ChangeReport(terminal.out()).print(tools.refresh(place(), config.path()), false);
    }
}
