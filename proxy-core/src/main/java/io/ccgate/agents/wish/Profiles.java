package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes profiles out of {@code agents.json}. */
public final class Profiles {
    private Profiles() {}

    /** The profile that a tenant gets unless another is named. */
    public static Optional<String> nameFor(AgentsConfig agents, String tenant) {
        return agents.profiles().stream()
                .filter(profile -> profile.tenants().contains(tenant))
                .map(AgentsConfig.Profile::name)
                .findFirst();
    }

    /**
     * A profile without an endpoint.
     *
     * @param name empty: all that is enabled
     * @return empty when there is no profile of that name
     */
    public static Optional<Profile> of(AgentsConfig agents, Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.of(make(agents, Optional.empty()));
        }
        return agents.profiles().stream()
                .filter(profile -> profile.name().equals(name.get()))
                .findFirst()
                .map(profile -> make(agents, Optional.of(profile)));
    }

    private static Profile make(AgentsConfig agents, Optional<AgentsConfig.Profile> named) {
        Optional<List<String>> servers = named.flatMap(AgentsConfig.Profile::mcpServers);
        Optional<List<String>> prompts = named.flatMap(AgentsConfig.Profile::prompts);
        Map<Agent, Profile.Prompt> byAgent = new EnumMap<>(Agent.class);
        agents.prompts().stream()
                .filter(prompt -> isIn(prompts, prompt.name(), prompt.enabled()))
                .forEach(prompt -> prompt.agents()
                        .forEach(agent -> byAgent.put(
                                agent, new Profile.Prompt(prompt.name(), prompt.content(), prompt.replace()))));
        return new Profile(
                Optional.empty(),
                settings(
                        agents.settings(),
                        named.map(AgentsConfig.Profile::settings).orElse(Map.of())),
                agents.mcpServers().stream()
                        .filter(server -> isIn(servers, server.name(), server.enabled()))
                        .map(server -> new Profile.Server(server.name(), server.json(), server.agents()))
                        .toList(),
                byAgent);
    }

    private static boolean isIn(Optional<List<String>> names, String name, boolean enabled) {
        return names.map(list -> list.contains(name)).orElse(enabled);
    }

    private static Map<Agent, String> settings(Map<Agent, String> ofAll, Map<Agent, String> ofProfile) {
        Map<Agent, String> merged = new EnumMap<>(Agent.class);
        merged.putAll(ofAll);
        ofProfile.forEach((agent, json) -> merged.merge(
                agent,
                json,
                (base, over) -> merge(Trees.parse(base), Trees.parse(over)).toString()));
        return merged;
    }

    private static JsonNode merge(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode left) || !(over instanceof ObjectNode right)) {
            return over;
        }
        ObjectNode out = left.deepCopy();
        right.properties().forEach(member -> {
            JsonNode there = out.get(member.getKey());
            out.set(member.getKey(), there == null ? member.getValue() : merge(there, member.getValue()));
        });
        return out;
    }
}
