package io.ccgate.config.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code agents.json}: what is written into the agents' own files. References to environment variables in it are unresolved: they
 * belong to the machine on which an agent runs.
 *
 * @param settings extra settings of each agent as JSON text, merged into its own file
 */
public record AgentsConfig(
        List<McpServer> mcpServers, List<Prompt> prompts, Map<Agent, String> settings, List<Profile> profiles) {

    /** A tool server; {@code json} is its definition as the agents write it. */
    public record McpServer(String name, String json, boolean enabled, Set<Agent> agents) {}

    /**
     * A global prompt.
     *
     * @param replace whether it stands in place of what the user wrote and not beside it
     */
    public record Prompt(String name, String content, boolean enabled, Set<Agent> agents, boolean replace) {}

    /**
     * A named set, for a tenant or a project.
     *
     * @param mcpServers names, whether enabled or not; empty: all enabled ones
     * @param prompts the same for prompts
     * @param settings merged over those of all
     * @param tenants ids of those who get it when they name no other
     * @param shareSecrets whether these tenants are served the values of secrets and not only the names of variables
     */
    public record Profile(
            String name,
            Optional<List<String>> mcpServers,
            Optional<List<String>> prompts,
            Map<Agent, String> settings,
            List<String> tenants,
            boolean shareSecrets) {}
}
