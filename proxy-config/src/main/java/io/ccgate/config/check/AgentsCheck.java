package io.ccgate.config.check;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.AgentsConfig.McpServer;
import io.ccgate.config.model.AgentsConfig.Prompt;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Entries that would overwrite each other in an agent's files. */
record AgentsCheck(AgentsConfig agents, Places places, Findings findings) {

    void run() {
        Set<String> servers = new HashSet<>();
        for (McpServer server : agents.mcpServers()) {
            if (!servers.add(server.name())) {
                findings.error(
                        places.of(server, "name"),
                        "there is already an MCP server \"" + server.name() + '"',
                        "give every server its own name");
            }
        }
        Set<String> names = new HashSet<>();
        Map<Agent, Prompt> enabled = new EnumMap<>(Agent.class);
        for (Prompt prompt : agents.prompts()) {
            if (!names.add(prompt.name())) {
                findings.error(
                        places.of(prompt, "name"),
                        "there is already a prompt \"" + prompt.name() + '"',
                        "give every prompt its own name");
            }
            if (prompt.enabled()) {
                checkOnlyOne(prompt, enabled);
            }
        }
    }

    private void checkOnlyOne(Prompt prompt, Map<Agent, Prompt> enabled) {
        for (Agent agent : Agent.values()) {
            Prompt other = prompt.agents().contains(agent) ? enabled.putIfAbsent(agent, prompt) : null;
            if (other != null) {
                findings.error(
                        places.of(prompt),
                        "the prompt \"" + other.name() + "\" is already enabled for " + agent.id(),
                        "an agent has one global prompt: set \"enabled\": false on one of the two");
                return;
            }
        }
    }
}
