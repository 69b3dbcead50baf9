package io.ccgate.admin.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.config.ConfigChanges;
import io.ccgate.agents.apply.AgentOutcome;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.local.LocalAgents;
import io.ccgate.agents.local.Unfit;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.Config;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes {@code agents.json}, puts it in force and brings it to this machine's agents. On a worker thread; one change at a time. */
public final class AgentsFileEdits {
    private static final Logger log = LoggerFactory.getLogger(AgentsFileEdits.class);

    private final Supplier<Config> inForce;
    private final ConfigChanges changes;
    private final LocalAgents local;

    public AgentsFileEdits(Supplier<Config> inForce, ConfigChanges changes, LocalAgents local) {
        this.inForce = inForce;
        this.changes = changes;
        this.local = local;
    }

    AgentsConfig agents() {
        return inForce.get().agents();
    }

    Config config() {
        return inForce.get();
    }

    LocalAgents local() {
        return local;
    }

    /** State of the file, for who reads what is in force. */
    String etag() throws IOException {
        return changes.see(ConfigFile.AGENTS).etag();
    }

    /**
     * Lets what is in force be what the file holds now, so that a change finds its place. To be called before every change.
     *
     * @return the state of the file that is then in force
     * @throws AdminProblem 412 when the request saw another state
     */
    String fresh(AdminRequest request) throws IOException {
        String state = changes.see(request, ConfigFile.AGENTS).etag();
        if (!changes.home().reload().get().ok()) {
            throw AdminProblem.conflict(
                    "the configuration files are in error",
                    "correct them; GET /admin/v1/config says where they are wrong");
        }
        return state;
    }

    /**
     * Makes the edits, all or none, and notes them in the audit log.
     *
     * @param state what {@link #fresh} said: the places in the edits are those of that state, and of no other
     */
    void apply(AdminRequest request, String state, String action, String target, List<Edit> edits) throws IOException {
        changes.change(request, ConfigFile.AGENTS, action, target, seen -> {
            if (!seen.etag().equals(state)) {
                throw AdminProblem.changedMeanwhile();
            }
            return edits;
        });
        refresh();
    }

    /** The agents are the smaller part of a change: what cannot be written there is told in the log. */
    private void refresh() {
        try {
            for (AgentOutcome outcome : local.refresh(AgentHomes.AGENTS, inForce.get())) {
                outcome.notes()
                        .forEach(note -> log.warn("{}: {}", outcome.agent().id(), note.text()));
            }
        } catch (IOException | Unfit failure) {
            log.warn("The agents of this machine were not brought up to date: {}", failure.getMessage());
        }
    }

    static ObjectNode flags(Set<Agent> agents) {
        ObjectNode flags = JsonNodeFactory.instance.objectNode();
        AgentHomes.AGENTS.forEach(agent -> flags.put(agent.id(), agents.contains(agent)));
        return flags;
    }

    /** {@code cli_flags} of a request, over what was there. */
    static Optional<Set<Agent>> flags(JsonObject body, Set<Agent> before) {
        Optional<JsonObject> flags = body.findObject("cli_flags", "claude_code", "codex", "gemini");
        return flags.map(given -> {
            Set<Agent> agents = EnumSet.noneOf(Agent.class);
            for (Agent agent : AgentHomes.AGENTS) {
                if (given.findFlag(agent.id()).orElse(before.contains(agent))) {
                    agents.add(agent);
                }
            }
            return agents;
        });
    }

    static JsonNode ids(Set<Agent> agents) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        agents.stream().sorted().forEach(agent -> ids.add(agent.id()));
        return ids;
    }
}
