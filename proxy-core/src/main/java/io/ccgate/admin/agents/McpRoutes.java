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
import io.ccgate.agents.text.Trees;
import io.ccgate.agents.wish.SecretMask;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig.McpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /admin/v1/mcp}. A server's id is its name. */
public final class McpRoutes implements RouteGroup {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DEFINITION = 64 * 1024;
    private static final Schema FLAGS = Schema.map(Schema.flag());
    private static final Schema BODY = Schema.object()
            .optional("name", Schema.text())
            .optional("config_json", Schema.text().described("the definition, as JSON text"))
            .optional("enabled", Schema.flag())
            .optional("cli_flags", FLAGS);
    private static final Schema SERVER = Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("config_json", Schema.text())
            .with("enabled", Schema.flag())
            .with("cli_flags", FLAGS);

    private final AgentsFileEdits file;

    public McpRoutes(AgentsFileEdits file) {
        this.file = file;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/admin/v1/mcp", Access.READ, "All MCP servers", this::list)
                        .gives(Schema.list(SERVER)),
                AdminRoute.of("POST", "/admin/v1/mcp", Access.WRITE, "Add an MCP server", this::add)
                        .takes(BODY)
                        .heedsIfMatch()
                        .gives(SERVER),
                AdminRoute.of("GET", "/admin/v1/mcp/{id}", Access.READ, "One MCP server", this::one)
                        .gives(SERVER),
                AdminRoute.of("PUT", "/admin/v1/mcp/{id}", Access.WRITE, "Change an MCP server", this::change)
                        .takes(BODY)
                        .heedsIfMatch()
                        .gives(SERVER),
                AdminRoute.of("DELETE", "/admin/v1/mcp/{id}", Access.WRITE, "Remove an MCP server", this::remove)
                        .heedsIfMatch()
                        .gives(Schema.message()));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        file.agents().mcpServers().forEach(server -> all.add(json(server)));
        return AdminAnswer.json(all).etag(file.etag());
    }

    private AdminAnswer one(AdminRequest request) throws IOException {
        return AdminAnswer.json(json(find(request.variable("id")))).etag(file.etag());
    }

    private AdminAnswer add(AdminRequest request) throws IOException {
        String state = file.fresh(request);
        JsonObject body = request.json("name", "config_json", "enabled", "cli_flags");
        String name = body.text("name", 1, LONGEST_NAME);
        requireFree(body, name);
        JsonNode definition = definition(body).orElseThrow(() -> body.missing("config_json"));
        Set<Agent> agents = AgentsFileEdits.flags(body, EnumSet.noneOf(Agent.class))
                .orElse(EnumSet.of(Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI));
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name);
        entry.set("definition", definition);
        entry.put("enabled", body.findFlag("enabled").orElse(true));
        entry.set("agents", AgentsFileEdits.ids(agents));
        boolean first = file.agents().mcpServers().isEmpty();
        file.apply(
                request,
                state,
                "mcp.add",
                name,
                List.of(
                        first
                                ? new Edit.Set("/mcpServers", "[" + entry + "]")
                                : new Edit.Insert("/mcpServers/-", entry.toString())));
        return AdminAnswer.json(json(find(name))).etag(file.etag());
    }

    private AdminAnswer change(AdminRequest request) throws IOException {
        String state = file.fresh(request);
        McpServer server = find(request.variable("id"));
        JsonObject body = request.json("name", "config_json", "enabled", "cli_flags");
        String entry = "/mcpServers/" + file.agents().mcpServers().indexOf(server) + '/';
        List<Edit> edits = new ArrayList<>();
        String name = body.findText("name", 1, LONGEST_NAME).orElse(server.name());
        if (!name.equals(server.name())) {
            requireFree(body, name);
            edits.add(new Edit.Set(
                    entry + "name", JsonNodeFactory.instance.textNode(name).toString()));
        }
        definition(body)
                .map(given -> SecretMask.unmasked(given, Trees.parse(server.json())))
                .ifPresent(json -> edits.add(new Edit.Set(entry + "definition", json.toString())));
        body.findFlag("enabled").ifPresent(on -> edits.add(new Edit.Set(entry + "enabled", Boolean.toString(on))));
        AgentsFileEdits.flags(body, server.agents())
                .ifPresent(agents -> edits.add(new Edit.Set(
                        entry + "agents", AgentsFileEdits.ids(agents).toString())));
        if (!edits.isEmpty()) {
            file.apply(request, state, "mcp.change", name, edits);
        }
        return AdminAnswer.json(json(find(name))).etag(file.etag());
    }

    private AdminAnswer remove(AdminRequest request) throws IOException {
        String state = file.fresh(request);
        McpServer server = find(request.variable("id"));
        file.apply(
                request,
                state,
                "mcp.remove",
                server.name(),
                List.of(new Edit.Remove(
                        "/mcpServers/" + file.agents().mcpServers().indexOf(server))));
        return AdminAnswer.message("removed").etag(file.etag());
    }

    private static Optional<JsonNode> definition(JsonObject body) {
        return body.findText("config_json", 2, LONGEST_DEFINITION).map(text -> {
            try {
                JsonNode json = Trees.parse(text);
                if (json.isObject()) {
                    return json;
                }
            } catch (IllegalArgumentException noJson) {
                // Told below.
            }
            throw body.wrong(
                    "config_json",
                    "not a JSON object",
                    "send { \"command\": … } or { \"type\": \"http\", \"url\": … } as text");
        });
    }

    private void requireFree(JsonObject body, String name) {
        if (file.agents().mcpServers().stream().anyMatch(server -> server.name().equals(name))) {
            throw body.wrong("name", "there is already an MCP server of that name", "choose another one");
        }
    }

    private McpServer find(String id) {
        return file.agents().mcpServers().stream()
                .filter(server -> server.name().equals(id))
                .findFirst()
                .orElseThrow(() -> AdminProblem.notFound("MCP server \"" + id + '"'));
    }

    private static JsonNode json(McpServer server) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", server.name());
        out.put("name", server.name());
        out.put("config_json", SecretMask.masked(Trees.parse(server.json())).toString());
        out.put("enabled", server.enabled());
        out.set("cli_flags", AgentsFileEdits.flags(server.agents()));
        return out;
    }
}
