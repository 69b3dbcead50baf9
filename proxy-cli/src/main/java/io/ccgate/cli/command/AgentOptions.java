package io.ccgate.cli.command;

import io.ccgate.cli.port.AgentTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose settings a command works on. */
public final class AgentOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "AGENT",
            description = "claude_code (or claude), codex, gemini; without any: all that are installed.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home folder (default: yours). The agents' own variables (CLAUDE_CONFIG_DIR, CODEX_HOME,"
                    + " GEMINI_CLI_HOME) are honoured.")
    private @Nullable Path home;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "Write the settings of this project instead of the user's.")
    private @Nullable Path project;

    /** The place, with the names of the agents checked. */
    AgentTools.Place place(AgentTools tools, Terminal terminal) {
        List<String> known = tools.agents();
        List<String> ids = new ArrayList<>();
        for (String agent : agents) {
            String id = agent.equals("claude") || agent.equals("claude-code") ? "claude_code" : agent;
            if (!known.contains(id)) {
                throw terminal.wrongUsage("Unknown agent '" + agent + "'; known: " + String.join(", ", known));
            }
            ids.add(id);
        }
        return new AgentTools.Place(Optional.ofNullable(home), Optional.ofNullable(project), ids);
    }

    /** Whether agents were named one by one. */
    boolean named() {
        return !agents.isEmpty();
    }
}
