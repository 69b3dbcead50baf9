package io.ccgate.agents.home;

import io.ccgate.agents.text.KeyPath;
import io.ccgate.config.model.Agent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one agent that are written: those of the user, or those of one project.
 *
 * @param scope names agent and project in the books of what was written
 * @param signs what is there when the agent is installed; one is enough
 * @param settings its settings
 * @param variables its environment, for the agent that reads one from a file; else the settings
 * @param mcp the file with its MCP servers
 * @param mcpKey where in it they stand
 * @param prompt its global prompt
 */
public record AgentFiles(
        Agent agent,
        String scope,
        List<Path> signs,
        Path settings,
        Path variables,
        Path mcp,
        KeyPath mcpKey,
        Path prompt) {

    /** Whether these are the files of one project. */
    public boolean isOfProject() {
        return !scope.equals(agent.id());
    }

    public boolean isInstalled() {
        return signs.stream().anyMatch(Files::exists);
    }
}
