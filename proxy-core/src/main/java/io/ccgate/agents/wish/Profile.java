package io.ccgate.agents.wish;

import io.ccgate.config.model.Agent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the agents of one user get.
 *
 * @param endpoint empty leaves the endpoint alone
 * @param settings per agent, a JSON object as text
 * @param prompts per agent
 */
public record Profile(
        Optional<Endpoint> endpoint, Map<Agent, String> settings, List<Server> servers, Map<Agent, Prompt> prompts) {

    /**
     * The gateway.
     *
     * @param url without path and trailing slash
     * @param key of a tenant
     */
    public record Endpoint(String url, String key) {
        @Override
        public String toString() {
            return url;
        }
    }

    /** @param definition a JSON object as text, in the form Claude Code uses, with references to variables unresolved */
    public record Server(String name, String definition, Set<Agent> agents) {}

    /** @param replace whether it takes the place of what the user wrote and does not stand beside it */
    public record Prompt(String name, String content, boolean replace) {}
}
