package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentTools.Found;
import io.ccgate.cli.port.AgentTools.FoundPrompt;
import io.ccgate.cli.port.AgentTools.FoundServer;
import io.ccgate.cli.port.AgentsFileEditor;
import io.ccgate.cli.port.AgentsFileEditor.Content;
import io.ccgate.cli.port.AgentsFileEditor.Kind;
import io.ccgate.cli.port.AgentsFileEditor.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes over what agents and other programs have. */
@Command(
        name = "import",
        description =
                "Take MCP servers and prompts over into agents.json: from the agents' own files, or from CCG Gateway's"
                        + " database or cc-switch's configuration. Names that are there already are left alone; the"
                        + " sources are only read.",
        exitCodeList = {"0:taken over, or nothing new", "1:a source could not be read", "2:wrong usage"})
public final class ImportCommand implements Callable<Integer> {
    private final AgentsFileEditor file;
    private final AgentTools tools;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "ccg_gateway.db, cc-switch.db or cc-switch's config.json; may be repeated. Default: the agents'"
                            + " own files.")
    private List<Path> from = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only show what would be taken over.")
    private boolean dryRun;

    @Mixin
    private ListEditing editing = new ListEditing();

    @Mixin
    private Terminal terminal = new Terminal();

    public ImportCommand(AgentsFileEditor file, AgentTools tools) {
        this.file = file;
        this.tools = tools;
    }

    @Override
    public Integer call() throws IOException {
        Path config = editing.config();
        Found found = tools.find(editing.place(), from);
        PrintWriter out = terminal.out();
        Content content = file.read(config);
        Set<String> servers = new HashSet<>();
        content.servers().forEach(server -> servers.add(server.name()));
        for (FoundServer server : found.servers()) {
            if (servers.add(server.name())) {
                out.println("MCP server " + server.name() + "  (" + String.join(", ", server.agents()) + ")  from "
                        + server.origin());
                put(
                        config,
                        Kind.MCP,
                        server.name(),
                        new Value("definition", server.definition()),
                        server.enabled(),
                        server.agents());
            } else {
                out.println("  already there: MCP server " + server.name());
            }
        }
        Set<String> prompts = new HashSet<>();
        content.prompts().forEach(prompt -> prompts.add(prompt.name()));
        Set<String> taken = new HashSet<>();
        content.prompts().stream().filter(prompt -> prompt.enabled()).forEach(prompt -> taken.addAll(prompt.agents()));
        for (FoundPrompt prompt : found.prompts()) {
            if (prompts.add(prompt.name())) {
                // An agent has one prompt that is on, and the one that was here first stays it.
                boolean on = prompt.enabled() && prompt.agents().stream().noneMatch(taken::contains);
                if (on) {
                    taken.addAll(prompt.agents());
                }
                out.println("prompt " + prompt.name() + (on ? "" : ", switched off") + "  from " + prompt.origin());
                put(
                        config,
                        Kind.PROMPT,
                        prompt.name(),
                        new Value("content", JsonWords.text(prompt.content())),
                        on,
                        prompt.agents());
            } else {
                out.println("  already there: prompt " + prompt.name());
            }
        }
        found.notes().forEach(note -> out.println("  ! " + note));
        if (found.servers().isEmpty() && found.prompts().isEmpty()) {
            out.println("nothing found");
        }
        out.flush();
        return found.notes().isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private void put(Path config, Kind kind, String name, Value first, boolean enabled, List<String> agents) {
        if (!dryRun) {
            file.put(
                    config,
                    kind,
                    name,
                    List.of(
                            first,
                            new Value("enabled", Boolean.toString(enabled)),
                            new Value("agents", JsonWords.list(agents))));
        }
    }
}
