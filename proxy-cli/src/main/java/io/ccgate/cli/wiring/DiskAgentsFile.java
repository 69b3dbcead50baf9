package io.ccgate.cli.wiring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.Trees;
import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.AgentsFileEditor;
import io.ccgate.config.check.Finding;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.edit.ConfigEditor;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.edit.EditOutcome;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code agents.json} on disk, through the editor that checks each change with all other files. */
public final class DiskAgentsFile implements AgentsFileEditor {
    @Override
    public Content read(Path config) {
        AgentsConfig agents = load(config);
        return new Content(
                agents.mcpServers().stream()
                        .map(server -> new Server(server.name(), server.json(), server.enabled(), ids(server.agents())))
                        .toList(),
                agents.prompts().stream()
                        .map(prompt ->
                                new Prompt(prompt.name(), prompt.content(), prompt.enabled(), ids(prompt.agents())))
                        .toList());
    }

    private static List<String> ids(Set<Agent> agents) {
        return agents.stream().sorted().map(Agent::id).toList();
    }

    private static ConfigLoader loader(Path config) {
        return new ConfigLoader(config, System::getenv, InstantSource.system());
    }

    private static AgentsConfig load(Path config) {
        LoadResult result = loader(config).load();
        return result.config()
                .orElseThrow(() -> new CommandFailure("the configuration is in error; nothing was done:\n"
                        + FindingFormat.TEXT.render(result.errors()).stripTrailing()))
                .agents();
    }

    private static List<String> names(AgentsConfig agents, Kind kind) {
        Stream<String> names = kind == Kind.MCP
                ? agents.mcpServers().stream().map(AgentsConfig.McpServer::name)
                : agents.prompts().stream().map(AgentsConfig.Prompt::name);
        return names.toList();
    }

    @Override
    public void put(Path config, Kind kind, String name, List<Value> values) {
        AgentsConfig agents = load(config);
        int index = names(agents, kind).indexOf(name);
        List<Edit> edits = new ArrayList<>();
        if (index >= 0) {
            String entry = '/' + kind.key() + '/' + index + '/';
            boolean content = values.stream().anyMatch(value -> value.key().equals("content"));
            values.forEach(value -> edits.add(new Edit.Set(entry + value.key(), value.json())));
            if (content && kind == Kind.PROMPT) {
                write(config, List.of(new Edit.Remove(entry + "file")), edits);
                return;
            }
        } else {
            ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name);
            values.forEach(value -> entry.set(value.key(), Trees.parse(value.json())));
            boolean first = names(agents, kind).isEmpty();
            edits.add(
                    first
                            ? new Edit.Set('/' + kind.key(), "[" + entry + "]")
                            : new Edit.Insert('/' + kind.key() + "/-", entry.toString()));
        }
        write(config, List.of(), edits);
    }

    @Override
    public void remove(Path config, Kind kind, String name) {
        int index = names(load(config), kind).indexOf(name);
        if (index < 0) {
            throw new CommandFailure("there is no \"" + name + "\" in agents.json");
        }
        write(config, List.of(), List.of(new Edit.Remove('/' + kind.key() + '/' + index)));
    }

    /** @param perhaps what may be there or not, to be removed first */
    private static void write(Path config, List<Edit> perhaps, List<Edit> edits) {
        ConfigEditor editor = new ConfigEditor(loader(config));
        List<Edit> all = new ArrayList<>(perhaps);
        all.addAll(edits);
        EditOutcome outcome = editor.apply(ConfigFile.AGENTS, all);
        if (outcome instanceof EditOutcome.Refused && !perhaps.isEmpty()) {
            outcome = editor.apply(ConfigFile.AGENTS, edits);
        }
        if (outcome instanceof EditOutcome.Refused refused) {
            throw new CommandFailure("agents.json cannot be changed: " + refused.reason());
        }
        if (outcome instanceof EditOutcome.Conflict) {
            throw new CommandFailure("agents.json was changed at the same time; try again");
        }
        if (outcome instanceof EditOutcome.Invalid invalid) {
            List<Finding> errors = invalid.findings().stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .toList();
            throw new CommandFailure("agents.json would be in error, so it was left as it is:\n"
                    + FindingFormat.TEXT.render(errors).stripTrailing());
        }
    }
}
