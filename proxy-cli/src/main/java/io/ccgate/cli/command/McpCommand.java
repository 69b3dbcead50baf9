package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentsFileEditor;
import io.ccgate.cli.port.AgentsFileEditor.Kind;
import io.ccgate.cli.port.AgentsFileEditor.Server;
import io.ccgate.cli.port.AgentsFileEditor.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The MCP servers of {@code agents.json}. */
@Command(
        name = "mcp",
        description =
                "The MCP servers that all agents share. A change reaches the agents that are switched on at once.",
        subcommands = {
            McpCommand.ListServers.class,
            McpCommand.Add.class,
            McpCommand.Remove.class,
            McpCommand.Enable.class,
            McpCommand.Disable.class,
            ImportCommand.class
        },
        synopsisSubcommandLabel = "(list | add | remove | enable | disable | import)",
        exitCodeList = {"0:done", "1:not done; a line says why", "2:wrong usage"})
public final class McpCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.wrongUsage("Missing required subcommand: list, add, remove, enable, disable or import");
    }

    /** {@code mcp list}. */
    @Command(
            name = "list",
            description = "List them.",
            exitCodeList = {"0:listed", "1:no configuration", "2:wrong usage"})
    public static final class ListServers implements Callable<Integer> {
        private final AgentsFileEditor file;

        @Mixin
        private ListEditing editing = new ListEditing();

        @Mixin
        private Terminal terminal = new Terminal();

        public ListServers(AgentsFileEditor file) {
            this.file = file;
        }

        @Override
        public Integer call() {
            List<Server> servers = file.read(editing.config()).servers();
            for (Server server : servers) {
                terminal.out().println(EntryCommand.line(server.name(), server.enabled(), server.agents()));
            }
            if (servers.isEmpty()) {
                terminal.out().println("none; add one with: ccgate mcp add NAME -- COMMAND, or ccgate mcp import");
            }
            terminal.out().flush();
            return ExitCode.OK;
        }
    }

    /** {@code mcp add}. */
    @Command(
            name = "add",
            description =
                    "Add one, or change the one of that name: ccgate mcp add NAME -- COMMAND [ARG…], or with --url.",
            exitCodeList = {"0:added", "1:not added; a line says why", "2:wrong usage"})
    public static final class Add extends EntryCommand {
        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "COMMAND",
                description = "Command and arguments, after --.")
        private List<String> command = new ArrayList<>();

        @Option(names = "--url", paramLabel = "URL", description = "Of a server that is reached over HTTP.")
        private @Nullable String url;

        @Option(
                names = "--transport",
                paramLabel = "http|sse",
                description = "With --url (default: ${DEFAULT-VALUE}).",
                defaultValue = "http")
        private String transport = "http";

        @Option(
                names = {"-e", "--env"},
                paramLabel = "NAME=VALUE",
                description = "Variable of the command; a value may be $${env:NAME}.")
        private Map<String, String> env = new LinkedHashMap<>();

        @Option(
                names = {"-H", "--header"},
                paramLabel = "NAME=VALUE",
                description = "Header of the requests; a value may hold $${env:NAME}.")
        private Map<String, String> headers = new LinkedHashMap<>();

        @Option(names = "--json", paramLabel = "JSON", description = "The whole definition instead.")
        private @Nullable String json;

        @Option(names = "--disabled", description = "Add it switched off.")
        private boolean disabled;

        public Add(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.MCP);
        }

        @Override
        void edit() {
            int ways = (command.isEmpty() ? 0 : 1) + (url == null ? 0 : 1) + (json == null ? 0 : 1);
            if (ways != 1) {
                throw terminal.wrongUsage("Give either a command after --, or --url, or --json");
            }
            List<Value> values = new ArrayList<>();
            values.add(new Value("definition", json == null ? definition() : json));
            values.add(new Value("enabled", Boolean.toString(!disabled)));
            editing.agentsJson(tools, terminal).ifPresent(agents -> values.add(new Value("agents", agents)));
            put(values);
        }

        private String definition() {
            StringBuilder out = new StringBuilder("{");
            if (url == null) {
                out.append("\"command\": ").append(JsonWords.text(command.get(0)));
                if (command.size() > 1) {
                    out.append(", \"args\": ").append(JsonWords.list(command.subList(1, command.size())));
                }
            } else {
                out.append("\"type\": ")
                        .append(JsonWords.text(transport))
                        .append(", \"url\": ")
                        .append(JsonWords.text(url));
            }
            if (!env.isEmpty()) {
                out.append(", \"env\": ").append(JsonWords.object(env));
            }
            if (!headers.isEmpty()) {
                out.append(", \"headers\": ").append(JsonWords.object(headers));
            }
            return out.append('}').toString();
        }
    }

    /** {@code mcp remove}. */
    @Command(
            name = "remove",
            description = "Remove one.",
            exitCodeList = {"0:removed", "1:there is none of that name", "2:wrong usage"})
    public static final class Remove extends EntryCommand {
        public Remove(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.MCP);
        }

        @Override
        void edit() {
            remove();
        }
    }

    /** {@code mcp enable}. */
    @Command(
            name = "enable",
            description = "Switch one on; with --agents, for these agents.",
            exitCodeList = {"0:switched on", "1:there is none of that name", "2:wrong usage"})
    public static final class Enable extends EntryCommand {
        public Enable(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.MCP);
        }

        @Override
        void edit() {
            List<Value> values = new ArrayList<>(List.of(new Value("enabled", "true")));
            editing.agentsJson(tools, terminal).ifPresent(agents -> values.add(new Value("agents", agents)));
            change(values);
        }
    }

    /** {@code mcp disable}. */
    @Command(
            name = "disable",
            description = "Switch one off.",
            exitCodeList = {"0:switched off", "1:there is none of that name", "2:wrong usage"})
    public static final class Disable extends EntryCommand {
        public Disable(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.MCP);
        }

        @Override
        void edit() {
            change(List.of(new Value("enabled", "false")));
        }
    }
}
