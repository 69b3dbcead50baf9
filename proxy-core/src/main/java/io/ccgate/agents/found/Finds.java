package io.ccgate.agents.found;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Agent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What was found, gathered: one server that several agents have alike is one entry; a name that stands for different things gets its
 * agent's name behind it.
 */
public final class Finds {
    private final List<Server> servers = new ArrayList<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A server; the definition is in our own form. */
    public record Server(String name, JsonNode definition, Set<Agent> agents, boolean enabled, String origin) {}

    /** A prompt. */
    public record Prompt(String name, String content, Set<Agent> agents, boolean enabled, String origin) {}

    void server(Server found) {
        for (int i = 0; i < servers.size(); i++) {
            Server there = servers.get(i);
            if (there.name().equals(found.name())) {
                if (there.definition().equals(found.definition())) {
                    Set<Agent> all = EnumSet.copyOf(there.agents());
                    all.addAll(found.agents());
                    servers.set(
                            i,
                            new Server(
                                    there.name(),
                                    there.definition(),
                                    all,
                                    there.enabled() || found.enabled(),
                                    there.origin()));
                } else {
                    String other = found.name()
                            + '-'
                            + found.agents().iterator().next().id();
                    notes.add(
                            found.origin() + " has another \"" + found.name() + "\"; it is taken as \"" + other + '"');
                    server(new Server(other, found.definition(), found.agents(), found.enabled(), found.origin()));
                }
                return;
            }
        }
        servers.add(found);
    }

    void prompt(Prompt found) {
        if (!found.content().isBlank() && !found.agents().isEmpty()) {
            prompts.add(found);
        }
    }

    void note(String note) {
        notes.add(note);
    }

    public List<Server> servers() {
        return List.copyOf(servers);
    }

    public List<Prompt> prompts() {
        return List.copyOf(prompts);
    }

    /** What could not be read, and what was renamed. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
