package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.model.Agent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A profile on its way from a gateway to a developer's machine, as JSON. The endpoint is not in it: whoever asked knows both parts.
 *
 * @param name empty when it is what all get
 */
public record ServedProfile(String tenant, Optional<String> name, Profile profile) {

    public String write() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("tenant", tenant);
        name.ifPresent(given -> out.put("profile", given));
        ObjectNode settings = out.putObject("settings");
        profile.settings().forEach((agent, json) -> settings.set(agent.id(), Trees.parse(json)));
        for (Profile.Server server : profile.servers()) {
            ObjectNode entry = out.withArray("/mcpServers").addObject();
            entry.put("name", server.name());
            entry.set("definition", Trees.parse(server.definition()));
            server.agents().stream()
                    .sorted()
                    .forEach(agent -> entry.withArray("/agents").add(agent.id()));
        }
        ObjectNode prompts = out.putObject("prompts");
        profile.prompts()
                .forEach((agent, prompt) -> prompts.putObject(agent.id())
                        .put("name", prompt.name())
                        .put("content", prompt.content())
                        .put("replace", prompt.replace()));
        return out.toString();
    }

    /** @throws IllegalArgumentException when it is no such thing */
    public static ServedProfile read(String json) {
        JsonNode root = Trees.parse(json);
        if (!root.path("tenant").isTextual()) {
            throw new IllegalArgumentException("no profile");
        }
        Map<Agent, String> settings = new EnumMap<>(Agent.class);
        Map<Agent, Profile.Prompt> prompts = new EnumMap<>(Agent.class);
        for (Agent agent : AgentHomes.AGENTS) {
            JsonNode own = root.path("settings").path(agent.id());
            if (own.isObject()) {
                settings.put(agent, own.toString());
            }
            JsonNode prompt = root.path("prompts").path(agent.id());
            if (prompt.isObject()) {
                prompts.put(
                        agent,
                        new Profile.Prompt(
                                prompt.path("name").asText(),
                                prompt.path("content").asText(),
                                prompt.path("replace").asBoolean()));
            }
        }
        List<Profile.Server> servers = new ArrayList<>();
        for (JsonNode server : root.path("mcpServers")) {
            Set<Agent> agents = EnumSet.noneOf(Agent.class);
            AgentHomes.AGENTS.stream()
                    .filter(agent -> contains(server.path("agents"), agent.id()))
                    .forEach(agents::add);
            servers.add(new Profile.Server(
                    server.path("name").asText(), server.path("definition").toString(), agents));
        }
        Optional<String> name = Optional.ofNullable(root.get("profile")).map(JsonNode::asText);
        return new ServedProfile(
                root.path("tenant").asText(), name, new Profile(Optional.empty(), settings, servers, prompts));
    }

    private static boolean contains(JsonNode list, String text) {
        for (JsonNode item : list) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
