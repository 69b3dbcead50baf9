package io.ccgate.agents.found;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.BrokenFile;
import io.ccgate.agents.text.JsonSettings;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.model.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CCG Gateway's database and cc-switch's database or {@code config.json} hold. */
public final class OtherPrograms {
    private static final Map<String, Agent> NAMES = Map.of(
            "claude_code",
            Agent.CLAUDE_CODE,
            "claude",
            Agent.CLAUDE_CODE,
            "codex",
            Agent.CODEX,
            "gemini",
            Agent.GEMINI);

    private final Finds finds = new Finds();
    private final String origin;

    private OtherPrograms(Path file) {
        this.origin = file.toString();
    }

    /**
     * Reads one file, whichever of these it is.
     *
     * @throws IOException when it is none of them, or in use; the message says what to do
     */
    public static Finds look(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        OtherPrograms found = new OtherPrograms(file);
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(16);
        }
        if (SqliteFile.isOne(head)) {
            SqliteFile database = SqliteFile.open(file);
            boolean ccg = found.ccgGateway(database);
            boolean ccSwitch = found.ccSwitch(database);
            if (!ccg && !ccSwitch) {
                throw new IOException(file + " is a database of neither CCG Gateway nor cc-switch");
            }
        } else {
            found.ccSwitchJson(file);
        }
        return found.finds;
    }

    private boolean ccgGateway(SqliteFile database) throws IOException {
        Optional<List<Map<String, String>>> servers = database.table("mcp_configs");
        Optional<List<Map<String, String>>> prompts = database.table("prompt_presets");
        if (servers.isPresent()) {
            Map<String, Set<Agent>> flags = flags(database, "mcp_cli_flags", "mcp_id");
            for (Map<String, String> row : servers.get()) {
                server(text(row, "name"), text(row, "config_json"), flags.get(text(row, "id")), isOn(row, "enabled"));
            }
        }
        if (prompts.isPresent()) {
            Map<String, Set<Agent>> flags = flags(database, "prompt_cli_flags", "prompt_id");
            for (Map<String, String> row : prompts.get()) {
                prompt(text(row, "name"), text(row, "content"), flags.get(text(row, "id")), isOn(row, "enabled"));
            }
        }
        return servers.isPresent() || prompts.isPresent();
    }

    private static Map<String, Set<Agent>> flags(SqliteFile database, String table, String id) throws IOException {
        Map<String, Set<Agent>> flags = new HashMap<>();
        for (Map<String, String> row : database.table(table).orElse(List.of())) {
            Agent agent = NAMES.get(text(row, "cli_type"));
            if (agent != null && isOn(row, "enabled")) {
                flags.computeIfAbsent(text(row, id), key -> EnumSet.noneOf(Agent.class))
                        .add(agent);
            }
        }
        return flags;
    }

    private boolean ccSwitch(SqliteFile database) throws IOException {
        Optional<List<Map<String, String>>> servers = database.table("mcp_servers");
        if (servers.isEmpty()) {
            return false;
        }
        for (Map<String, String> row : servers.get()) {
            Set<Agent> agents = EnumSet.noneOf(Agent.class);
            NAMES.forEach((name, agent) -> {
                if (isOn(row, "enabled_" + name)) {
                    agents.add(agent);
                }
            });
            server(text(row, "id"), text(row, "server_config"), agents, !agents.isEmpty());
        }
        for (Map<String, String> row : database.table("prompts").orElse(List.of())) {
            Agent agent = NAMES.get(text(row, "app_type"));
            prompt(
                    text(row, "name"),
                    text(row, "content"),
                    agent == null ? null : EnumSet.of(agent),
                    isOn(row, "enabled"));
        }
        return true;
    }

    private void ccSwitchJson(Path file) throws IOException {
        JsonNode root;
        try {
            root = JsonSettings.of(Files.readString(file)).tree();
        } catch (BrokenFile broken) {
            throw new IOException(broken.describe(file.toString()), broken);
        }
        JsonNode mcp = root.path("mcp");
        if (!mcp.isObject()) {
            throw new IOException(
                    file + " is neither a database of CCG Gateway or cc-switch nor cc-switch's config.json");
        }
        // Newer files: one list with the agents at each entry.
        mcp.path("servers").properties().forEach(entry -> {
            Set<Agent> agents = EnumSet.noneOf(Agent.class);
            entry.getValue().path("apps").properties().forEach(app -> {
                Agent agent = NAMES.get(app.getKey());
                if (agent != null && app.getValue().asBoolean()) {
                    agents.add(agent);
                }
            });
            server(entry.getKey(), entry.getValue().path("server").toString(), agents, !agents.isEmpty());
        });
        NAMES.forEach((name, agent) -> mcp.path(name)
                .path("servers")
                .properties()
                .forEach(entry -> server(
                        entry.getKey(),
                        entry.getValue().path("server").toString(),
                        EnumSet.of(agent),
                        entry.getValue().path("enabled").asBoolean())));
        NAMES.forEach((name, agent) -> root.path("prompts")
                .path(name)
                .path("prompts")
                .properties()
                .forEach(entry -> prompt(
                        entry.getValue().path("name").asText(entry.getKey()),
                        entry.getValue().path("content").asText(),
                        EnumSet.of(agent),
                        entry.getValue().path("enabled").asBoolean())));
    }

    private void server(String name, String json, @Nullable Set<Agent> flags, boolean enabled) {
        try {
            JsonNode definition = Trees.parse(json);
            if (definition instanceof ObjectNode && !name.isBlank()) {
                boolean on = enabled && flags != null && !flags.isEmpty();
                finds.server(new Finds.Server(name, OurForm.ofJson(definition), orAll(flags), on, origin));
                return;
            }
        } catch (IllegalArgumentException noJson) {
            // Told below.
        }
        finds.note(origin + ": the MCP server \"" + name + "\" has no definition that can be read");
    }

    private void prompt(String name, String content, @Nullable Set<Agent> flags, boolean enabled) {
        boolean on = enabled && flags != null && !flags.isEmpty();
        finds.prompt(new Finds.Prompt(name, content.strip(), orAll(flags), on, origin));
    }

    private static Set<Agent> orAll(@Nullable Set<Agent> flags) {
        return flags == null || flags.isEmpty()
                ? EnumSet.of(Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI)
                : EnumSet.copyOf(flags);
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static boolean isOn(Map<String, String> row, String column) {
        return text(row, column).equals("1");
    }
}
