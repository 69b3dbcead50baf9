package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentsFileEditor;
import io.ccgate.cli.port.AgentsFileEditor.Content;
import io.ccgate.cli.port.AgentsFileEditor.Kind;
import io.ccgate.cli.port.AgentsFileEditor.Prompt;
import io.ccgate.cli.port.AgentsFileEditor.Server;
import io.ccgate.cli.port.AgentsFileEditor.Value;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands that change one entry of {@code agents.json} share: its name, and that the agents are told afterwards. */
abstract class EntryCommand implements Callable<Integer> {
    final AgentsFileEditor file;
    final AgentTools tools;
    private final Kind kind;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    String name = "";

    @Mixin
    ListEditing editing = new ListEditing();

    @Mixin
    Terminal terminal = new Terminal();

    EntryCommand(AgentsFileEditor file, AgentTools tools, Kind kind) {
        this.file = file;
        this.tools = tools;
        this.kind = kind;
    }

    /** Changes the file. */
    abstract void edit() throws IOException;

    @Override
    public final Integer call() throws IOException {
        edit();
        return editing.refresh(tools, terminal);
    }

    /** Adds the entry, or changes the one of that name. */
    final void put(List<Value> values) {
        file.put(editing.config(), kind, name, values);
    }

    /** Changes the entry, which must be there. */
    final void change(List<Value> values) {
        if (!isThere()) {
            throw new CommandFailure(
                    "there is no " + (kind == Kind.MCP ? "MCP server" : "prompt") + " \"" + name + "\" in agents.json");
        }
        put(values);
    }

    final void remove() {
        file.remove(editing.config(), kind, name);
    }

    final boolean isThere() {
        Content content = file.read(editing.config());
        return switch (kind) {
            case MCP -> content.servers().stream().map(Server::name).anyMatch(name::equals);
            case PROMPT -> content.prompts().stream().map(Prompt::name).anyMatch(name::equals);
        };
    }

    /** A line of a list. */
    static String line(String name, boolean enabled, List<String> agents) {
        return (enabled ? "on   " : "off  ") + name + "  (" + String.join(", ", agents) + ")";
    }
}
