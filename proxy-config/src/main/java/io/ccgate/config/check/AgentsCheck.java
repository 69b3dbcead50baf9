package io.ccgate.config.check;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.AgentsConfig.McpServer;
import io.ccgate.config.model.AgentsConfig.Profile;
import io.ccgate.config.model.AgentsConfig.Prompt;
import io.ccgate.config.model.TenantConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries that would overwrite each other in an agent's files, and names that lead nowhere. */
record AgentsCheck(AgentsConfig agents, List<TenantConfig> tenants, Places places, Findings findings) {

    void run() {
        Set<String> servers = new HashSet<>();
        for (McpServer server : agents.mcpServers()) {
            if (!servers.add(server.name())) {
                findings.error(
                        places.of(server, "name"),
                        "there is already an MCP server \"" + server.name() + '"',
                        "give every server its own name");
            }
            checkKind(server);
        }
        Map<String, Prompt> prompts = new LinkedHashMap<>();
        List<Prompt> enabled = new ArrayList<>();
        for (Prompt prompt : agents.prompts()) {
            if (prompts.putIfAbsent(prompt.name(), prompt) != null) {
                findings.error(
                        places.of(prompt, "name"),
                        "there is already a prompt \"" + prompt.name() + '"',
                        "give every prompt its own name");
            }
            if (prompt.enabled()) {
                enabled.add(prompt);
            }
        }
        checkOnePerAgent(enabled, Optional.empty());
        checkProfiles(servers, prompts);
    }

    private void checkKind(McpServer server) {
        boolean command = server.json().contains("\"command\":");
        boolean url = server.json().contains("\"url\":") || server.json().contains("\"httpUrl\":");
        if (!command && !url) {
            findings.error(
                    places.of(server, "definition"),
                    "the definition has neither a command nor a url",
                    "write { \"command\": … } or { \"type\": \"http\", \"url\": … }");
        }
    }

    private void checkOnePerAgent(List<Prompt> prompts, Optional<Profile> profile) {
        Map<Agent, Prompt> first = new EnumMap<>(Agent.class);
        for (Prompt prompt : prompts) {
            for (Agent agent : Agent.values()) {
                Prompt other = prompt.agents().contains(agent) ? first.putIfAbsent(agent, prompt) : null;
                if (other != null) {
                    findings.error(
                            profile.map(owner -> places.of(owner, "prompts")).orElseGet(() -> places.of(prompt)),
                            "the prompt \"" + other.name() + "\" is already enabled for " + agent.id(),
                            profile.isPresent()
                                    ? "an agent has one global prompt: name one of the two"
                                    : "an agent has one global prompt: set \"enabled\": false on one of the two");
                    return;
                }
            }
        }
    }

    private void checkProfiles(Set<String> servers, Map<String, Prompt> prompts) {
        Set<String> names = new HashSet<>();
        Map<String, String> ofTenant = new HashMap<>();
        List<String> known = tenants.stream().map(TenantConfig::id).toList();
        for (Profile profile : agents.profiles()) {
            if (!names.add(profile.name())) {
                findings.error(
                        places.of(profile, "name"),
                        "there is already a profile \"" + profile.name() + '"',
                        "give every profile its own name");
            }
            requireKnown(profile, "mcpServers", profile.mcpServers().orElse(List.of()), servers);
            requireKnown(profile, "prompts", profile.prompts().orElse(List.of()), prompts.keySet());
            requireKnown(profile, "tenants", profile.tenants(), known);
            checkOnePerAgent(
                    profile.prompts().orElse(List.of()).stream()
                            .filter(prompts::containsKey)
                            .map(prompts::get)
                            .toList(),
                    Optional.of(profile));
            for (String tenant : profile.tenants()) {
                String other = ofTenant.putIfAbsent(tenant, profile.name());
                if (other != null) {
                    findings.error(
                            places.of(profile, "tenants"),
                            "the tenant \"" + tenant + "\" already has the profile \"" + other + '"',
                            "name it in one of the two");
                }
            }
        }
    }

    private void requireKnown(Profile profile, String key, List<String> named, Collection<String> known) {
        for (String name : named) {
            if (!known.contains(name)) {
                findings.error(
                        places.of(profile, key),
                        "there is no \"" + name + "\" among them",
                        Nearest.to(name, known)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("known: " + String.join(", ", known)));
            }
        }
    }
}
