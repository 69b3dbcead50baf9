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
import io.ccgate.config.edit.Edit;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code /admin/v1/prompts}. A prompt's id is its name; switching one on switches the others of its agents off. */
public final class PromptRoutes implements RouteGroup {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CONTENT = 256 * 1024;
    private static final String[] FIELDS = {"name", "content", "enabled", "cli_flags"};
    private static final Schema FLAGS = Schema.map(Schema.flag());
    private static final Schema BODY = Schema.object()
            .optional("name", Schema.text())
            .optional("content", Schema.text())
            .optional("enabled", Schema.flag())
            .optional("cli_flags", FLAGS);
    private static final Schema PROMPT = Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("content", Schema.text())
            .with("enabled", Schema.flag())
            .with("cli_flags", FLAGS);

    private final AgentsFileEdits file;

    public PromptRoutes(AgentsFileEdits file) {
        this.file = file;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/admin/v1/prompts", Access.READ, "All prompts", this::list)
                        .gives(Schema.list(PROMPT)),
                AdminRoute.of("POST", "/admin/v1/prompts", Access.WRITE, "Add a prompt", this::add)
                        .takes(BODY)
                        .heedsIfMatch()
                        .gives(PROMPT),
                AdminRoute.of("GET", "/admin/v1/prompts/{id}", Access.READ, "One prompt", this::one)
                        .gives(PROMPT),
                AdminRoute.of("PUT", "/admin/v1/prompts/{id}", Access.WRITE, "Change a prompt", this::change)
                        .takes(BODY)
                        .heedsIfMatch()
                        .gives(PROMPT),
                AdminRoute.of("DELETE", "/admin/v1/prompts/{id}", Access.WRITE, "Remove a prompt", this::remove)
                        .heedsIfMatch()
                        .gives(Schema.message()));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        file.agents().prompts().forEach(prompt -> all.add(json(prompt)));
        return AdminAnswer.json(all).etag(file.etag());
    }

    private AdminAnswer one(AdminRequest request) throws IOException {
        return AdminAnswer.json(json(find(request.variable("id")))).etag(file.etag());
    }

    private AdminAnswer add(AdminRequest request) throws IOException {
        String state = file.fresh(request);
        JsonObject body = request.json(FIELDS);
        String name = body.text("name", 1, LONGEST_NAME);
        requireFree(body, name);
        Set<Agent> agents = AgentsFileEdits.flags(body, EnumSet.noneOf(Agent.class))
                .orElse(EnumSet.of(Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI));
        boolean on = body.findFlag("enabled").orElse(true);
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name);
        entry.put("content", body.text("content", 1, LONGEST_CONTENT));
        entry.put("enabled", on);
        entry.set("agents", AgentsFileEdits.ids(agents));
        List<Edit> edits = on ? othersOff(name, agents) : new ArrayList<>();
        boolean first = file.agents().prompts().isEmpty();
        edits.add(
                first ? new Edit.Set("/prompts", "[" + entry + "]") : new Edit.Insert("/prompts/-", entry.toString()));
        file.apply(request, state, "prompt.add", name, edits);
        return AdminAnswer.json(json(find(name))).etag(file.etag());
    }

    private AdminAnswer change(AdminRequest request) throws IOException {
        String state = file.fresh(request);
        Prompt prompt = find(request.variable("id"));
        JsonObject body = request.json(FIELDS);
        String entry = "/prompts/" + file.agents().prompts().indexOf(prompt) + '/';
        Set<Agent> agents = AgentsFileEdits.flags(body, prompt.agents()).orElse(prompt.agents());
        boolean on = body.findFlag("enabled").orElse(prompt.enabled());
        List<Edit> edits = on ? othersOff(prompt.name(), agents) : new ArrayList<>();
        String name = body.findText("name", 1, LONGEST_NAME).orElse(prompt.name());
        if (!name.equals(prompt.name())) {
            requireFree(body, name);
            edits.add(new Edit.Set(entry + "name", text(name)));
        }
        body.findText("content", 1, LONGEST_CONTENT)
                .filter(content -> !content.equals(prompt.content()))
                .ifPresent(content -> edits.add(new Edit.Set(entry + "content", text(content))));
        if (body.has("enabled")) {
            edits.add(new Edit.Set(entry + "enabled", Boolean.toString(on)));
        }
        if (body.has("cli_flags")) {
            edits.add(new Edit.Set(entry + "agents", AgentsFileEdits.ids(agents).toString()));
        }
        if (!edits.isEmpty()) {
            file.apply(request, state, "prompt.change", name, edits);
        }
        return AdminAnswer.json(json(find(name))).etag(file.etag());
    }

    private List<Edit> othersOff(String name, Set<Agent> agents) {
        List<Edit> edits = new ArrayList<>();
        List<Prompt> all = file.agents().prompts();
        for (int i = 0; i < all.size(); i++) {
            Prompt other = all.get(i);
            if (other.enabled() && !other.name().equals(name) && !Collections.disjoint(other.agents(), agents)) {
                edits.add(new Edit.Set("/prompts/" + i + "/enabled", "false"));
            }
        }
        return edits;
    }

    private AdminAnswer remove(AdminRequest request) throws IOException {
        String state = file.fresh(request);
        Prompt prompt = find(request.variable("id"));
        file.apply(
                request,
                state,
                "prompt.remove",
                prompt.name(),
                List.of(new Edit.Remove("/prompts/" + file.agents().prompts().indexOf(prompt))));
        return AdminAnswer.message("removed").etag(file.etag());
    }

    private static String text(String value) {
        return JsonNodeFactory.instance.textNode(value).toString();
    }

    private void requireFree(JsonObject body, String name) {
        if (file.agents().prompts().stream().anyMatch(prompt -> prompt.name().equals(name))) {
            throw body.wrong("name", "there is already a prompt of that name", "choose another one");
        }
    }

    private Prompt find(String id) {
        return file.agents().prompts().stream()
                .filter(prompt -> prompt.name().equals(id))
                .findFirst()
                .orElseThrow(() -> AdminProblem.notFound("prompt \"" + id + '"'));
    }

    private static JsonNode json(Prompt prompt) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", prompt.name());
        out.put("name", prompt.name());
        out.put("content", prompt.content());
        out.put("enabled", prompt.enabled());
        out.set("cli_flags", AgentsFileEdits.flags(prompt.agents()));
        return out;
    }
}
