package io.ccgate.agents.found;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.agents.home.AgentFiles;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.text.BrokenFile;
import io.ccgate.agents.text.JsonSettings;
import io.ccgate.agents.text.SettingsText;
import io.ccgate.agents.text.TomlSettings;
import io.ccgate.config.model.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the agents' own files hold. */
public final class OwnFiles {
    private static final String OURS = "<!-- ccgate:begin";

    private OwnFiles() {}

    /** Looks through the files of these agents. */
    public static Finds look(AgentHomes homes, List<Agent> agents) {
        Finds finds = new Finds();
        for (Agent agent : agents) {
            AgentFiles files = homes.of(agent);
            try {
                servers(files, finds);
                prompt(files, finds);
            } catch (BrokenFile broken) {
                finds.note(broken.describe(files.mcp().toString()));
            } catch (IOException unreadable) {
                finds.note("cannot be read: " + unreadable.getMessage());
            }
        }
        return finds;
    }

    private static void servers(AgentFiles files, Finds finds) throws IOException, BrokenFile {
        if (!Files.isRegularFile(files.mcp())) {
            return;
        }
        boolean codex = files.agent() == Agent.CODEX;
        String content = Files.readString(files.mcp());
        SettingsText text = codex ? TomlSettings.of(content) : JsonSettings.of(content);
        Optional<JsonNode> servers = text.value(files.mcpKey());
        if (servers.isEmpty()) {
            return;
        }
        servers.get().properties().forEach(member -> {
            if (member.getValue().isObject()) {
                JsonNode definition = codex ? OurForm.ofCodex(member.getValue()) : OurForm.ofJson(member.getValue());
                finds.server(new Finds.Server(
                        member.getKey(),
                        definition,
                        Set.of(files.agent()),
                        true,
                        files.mcp().toString()));
            }
        });
    }

    /** Comes in switched off: the text stands in the agent's file already. */
    private static void prompt(AgentFiles files, Finds finds) throws IOException {
        if (Files.isRegularFile(files.prompt())) {
            String content = Files.readString(files.prompt());
            if (!content.contains(OURS)) {
                String name = files.agent().id() + " " + files.prompt().getFileName();
                finds.prompt(new Finds.Prompt(
                        name,
                        content.strip(),
                        Set.of(files.agent()),
                        false,
                        files.prompt().toString()));
            }
        }
    }
}
