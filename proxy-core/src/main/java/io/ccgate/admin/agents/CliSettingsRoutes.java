package io.ccgate.admin.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.agents.apply.AgentOutcome;
import io.ccgate.agents.apply.AgentSettings.Manner;
import io.ccgate.agents.apply.AgentState;
import io.ccgate.agents.apply.Note;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.local.Choice;
import io.ccgate.agents.local.Unfit;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.model.Agent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code /admin/v1/settings/cli/{cli_type}}: an agent's custom settings, and whether it is switched to this gateway. That can only be
 * changed from the gateway's own machine, whose files it means.
 */
public final class CliSettingsRoutes implements RouteGroup {
    private static final int LONGEST = 64 * 1024;
    private static final Schema SETTINGS = Schema.object()
            .with("cli_type", Schema.oneOf("claude_code", "codex", "gemini"))
            .with("enabled", Schema.flag())
            .with("installed", Schema.flag().described("whether the agent was ever started on the gateway's machine"))
            .with("drift", Schema.list(Schema.text()).described("what others changed of what was written"))
            .with("default_json_config", Schema.text());

    private final AgentsFileEdits file;

    public CliSettingsRoutes(AgentsFileEdits file) {
        this.file = file;
    }

    @Override
    public List<AdminRoute> routes() {
        String path = "/admin/v1/settings/cli/{cli_type}";
        return List.of(
                AdminRoute.of("GET", path, Access.READ, "An agent's settings", this::show)
                        .gives(SETTINGS),
                AdminRoute.of("PUT", path, Access.WRITE, "Change an agent's settings, or switch it", this::change)
                        .takes(Schema.object()
                                .optional("enabled", Schema.flag())
                                .optional("default_json_config", Schema.text().described("a JSON object, as text"))
                                .optional("tenant", Schema.text().described("whose key the agent gets")))
                        .heedsIfMatch()
                        .gives(Schema.message()));
    }

    private AdminAnswer show(AdminRequest request) throws IOException {
        return AdminAnswer.json(json(agent(request))).etag(file.etag());
    }

    /** An agent's settings as they are shown. */
    public ObjectNode json(Agent agent) throws IOException {
        AgentState state = file.local().settings().states(List.of(agent)).get(agent);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("cli_type", agent.id())
                .put("enabled", state != null && state.enabled().isPresent())
                .put("installed", state != null && state.installed());
        ArrayNode drift = json.putArray("drift");
        if (state != null) {
            state.drift().forEach(drift::add);
        }
        return json.put("default_json_config", file.agents().settings().getOrDefault(agent, "{}"));
    }

    private AdminAnswer change(AdminRequest request) throws IOException {
        Agent agent = agent(request);
        JsonObject body = request.json("enabled", "default_json_config", "tenant", "cli_type");
        Optional<Boolean> enabled = body.findFlag("enabled");
        if (enabled.isPresent() && !request.caller().address().isLoopbackAddress()) {
            throw AdminProblem.forbidden(
                    "agents can only be switched from the machine on which the gateway runs",
                    "on another machine use: ccgate agents pull --gateway URL --key KEY");
        }
        Optional<JsonNode> settings = settings(body);
        boolean ofTheFile = settings.isPresent() || request.ifMatch().isPresent();
        String state = ofTheFile ? file.fresh(request) : "";
        if (settings.isPresent()) {
            file.apply(
                    request,
                    state,
                    "agent.settings",
                    agent.id(),
                    List.of(new Edit.Set(
                            "/settings/" + agent.id(), settings.get().toString())));
        }
        if (enabled.isPresent()) {
            switchTo(agent, enabled.get(), body.findText("tenant", 1, LONGEST));
        }
        AdminAnswer.Whole done = AdminAnswer.message("changed");
        return ofTheFile ? done.etag(file.etag()) : done;
    }

    private void switchTo(Agent agent, boolean on, Optional<String> tenant) throws IOException {
        Manner manner = new Manner(false, false);
        try {
            Choice choice = new Choice(Optional.empty(), tenant, Optional.empty(), Optional.empty());
            List<AgentOutcome> outcomes = on
                    ? file.local().enable(List.of(agent), Optional.of(file.config()), choice, manner)
                    : file.local().settings().disable(List.of(agent), manner);
            for (AgentOutcome outcome : outcomes) {
                if (on && outcome.state() == AgentOutcome.State.NOT_INSTALLED) {
                    throw AdminProblem.conflict(agent.id() + " is not installed here", "install it, or start it once");
                }
                if (outcome.hasProblem()) {
                    String why = String.join(
                            "; ", outcome.notes().stream().map(Note::text).toList());
                    throw AdminProblem.conflict(why, "look at it with: ccgate agents diff");
                }
            }
        } catch (Unfit unfit) {
            throw AdminProblem.conflict(unfit.reason(), "send the id of a tenant as \"tenant\"");
        }
    }

    private static Optional<JsonNode> settings(JsonObject body) {
        return body.findText("default_json_config", 0, LONGEST).map(text -> {
            try {
                JsonNode json = Trees.parse(text.isBlank() ? "{}" : text);
                if (json.isObject()) {
                    return json;
                }
            } catch (IllegalArgumentException noJson) {
                // Told below.
            }
            throw body.wrong("default_json_config", "not a JSON object", "send { … } as text");
        });
    }

    private static Agent agent(AdminRequest request) {
        String id = request.variable("cli_type");
        return AgentHomes.AGENTS.stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> AdminProblem.notFound("agent \"" + id + "\"; there are claude_code, codex and gemini"));
    }
}
