package io.ccgate.config.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code agents.json}: what is written into the agents' own files.
 *
 * @param settings extra settings of each agent as JSON text, merged into its own file
 */
public record AgentsConfig(List<McpServer> mcpServers, List<Prompt> prompts, Map<Agent, String> settings) {

    /** A tool server; {@code json} is its definition as the agents write it. */
    public record McpServer(String name, String json, boolean enabled, Set<Agent> agents) {}

    /** A global prompt. */
    public record Prompt(String name, String content, boolean enabled, Set<Agent> agents) {}
}
