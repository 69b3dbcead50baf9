package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentTools.Change;
import io.ccgate.cli.port.AgentTools.Manner;
import io.ccgate.cli.port.AgentTools.Place;
import io.ccgate.cli.port.AgentTools.Standing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Switches Claude Code, Codex and Gemini CLI to the gateway and back. */
@Command(
        name = "agents",
        description = "Switch Claude Code, Codex and Gemini CLI to the gateway and back, by their own settings files.",
        subcommands = {
            AgentsCommand.Enable.class,
            AgentsCommand.Disable.class,
            AgentsCommand.Status.class,
            AgentsCommand.Diff.class,
            AgentsCommand.Undo.class,
            PullCommand.class
        },
        synopsisSubcommandLabel = "(enable | disable | status | diff | undo | pull)",
        exitCodeList = {"0:done", "1:something was not done; a line says what", "2:wrong usage"})
public final class AgentsCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.wrongUsage("Missing required subcommand: enable, disable, status, diff, undo or pull");
    }

    /** {@code agents enable}. */
    @Command(
            name = "enable",
            description =
                    "Write endpoint, key, settings, MCP servers and prompt. Only our own keys are touched; what was"
                            + " there before comes back with disable.",
            exitCodeList = {
                "0:written, or nothing to write; agents that are not installed are skipped",
                "1:something was left alone: a broken file, a value that somebody else changed, or a named agent that"
                        + " is not installed",
                "2:wrong usage"
            })
    public static final class Enable implements Callable<Integer> {
        private final AgentTools tools;

        @Mixin
        private AgentOptions agents = new AgentOptions();

        @Mixin
        private SourceOptions source = new SourceOptions();

        @Mixin
        private WriteOptions writing = new WriteOptions();

        @Mixin
        private Terminal terminal = new Terminal();

        public Enable(AgentTools tools) {
            this.tools = tools;
        }

        @Override
        public Integer call() throws IOException {
            Place place = agents.place(tools, terminal);
            List<Change> changes = tools.enable(place, source.source(), writing.manner());
            return report(terminal, agents, changes, writing.dryRun());
        }
    }

    private static int report(Terminal terminal, AgentOptions agents, List<Change> changes, boolean diffs) {
        int code = new ChangeReport(terminal.out()).print(changes, diffs);
        boolean none = changes.stream().noneMatch(Change::installed);
        if (none || (agents.named() && !changes.stream().allMatch(Change::installed))) {
            throw new CommandFailure(
                    none ? "no agent is installed here" : "not every agent that was named is installed");
        }
        return code;
    }

    /** {@code agents disable}. */
    @Command(
            name = "disable",
            description = "Take out all that enable wrote, and put back what stood there before.",
            exitCodeList = {"0:taken out, or nothing to take out", "1:something could not be done", "2:wrong usage"})
    public static final class Disable implements Callable<Integer> {
        private final AgentTools tools;

        @Mixin
        private AgentOptions agents = new AgentOptions();

        @Mixin
        private WriteOptions writing = new WriteOptions();

        @Mixin
        private Terminal terminal = new Terminal();

        public Disable(AgentTools tools) {
            this.tools = tools;
        }

        @Override
        public Integer call() throws IOException {
            List<Change> changes = tools.disable(agents.place(tools, terminal), writing.manner());
            return new ChangeReport(terminal.out()).print(changes, writing.dryRun());
        }
    }

    /** {@code agents undo}. */
    @Command(
            name = "undo",
            description = "Go back to before the last change, to the byte. Ten changes of every agent are kept.",
            exitCodeList = {
                "0:undone, or nothing to undo",
                "1:a file was changed since, so it was left alone",
                "2:wrong usage"
            })
    public static final class Undo implements Callable<Integer> {
        private final AgentTools tools;

        @Mixin
        private AgentOptions agents = new AgentOptions();

        @Mixin
        private WriteOptions writing = new WriteOptions();

        @Mixin
        private Terminal terminal = new Terminal();

        public Undo(AgentTools tools) {
            this.tools = tools;
        }

        @Override
        public Integer call() throws IOException {
            List<Change> changes = tools.undo(agents.place(tools, terminal), writing.manner());
            return new ChangeReport(terminal.out()).print(changes, writing.dryRun());
        }
    }

    /** {@code agents diff}. */
    @Command(
            name = "diff",
            description = "Show what enable would change now.",
            exitCodeList = {"0:nothing would change", "1:something would change, or cannot be done", "2:wrong usage"})
    public static final class Diff implements Callable<Integer> {
        private final AgentTools tools;

        @Mixin
        private AgentOptions agents = new AgentOptions();

        @Mixin
        private SourceOptions source = new SourceOptions();

        @Option(names = "--force", description = "Show what enable --force would change.")
        private boolean force;

        @Mixin
        private Terminal terminal = new Terminal();

        public Diff(AgentTools tools) {
            this.tools = tools;
        }

        @Override
        public Integer call() throws IOException {
            Place place = agents.place(tools, terminal);
            List<Change> changes = tools.enable(place, source.source(), new Manner(true, force));
            int code = new ChangeReport(terminal.out()).print(changes, true);
            boolean differs =
                    changes.stream().anyMatch(change -> !change.diffs().isEmpty());
            return differs ? ExitCode.PROBLEM : code;
        }
    }

    /** {@code agents status}. */
    @Command(
            name = "status",
            description = "Tell how each agent stands, and what of ours somebody else changed.",
            exitCodeList = {
                "0:all is as it was written",
                "1:something of ours was changed by somebody else",
                "2:wrong usage"
            })
    public static final class Status implements Callable<Integer> {
        private final AgentTools tools;

        @Mixin
        private AgentOptions agents = new AgentOptions();

        @Mixin
        private Terminal terminal = new Terminal();

        public Status(AgentTools tools) {
            this.tools = tools;
        }

        @Override
        public Integer call() throws IOException {
            PrintWriter out = terminal.out();
            boolean drift = false;
            for (Standing agent : tools.status(agents.place(tools, terminal))) {
                out.println(agent.title() + ": " + words(agent));
                agent.files().forEach(file -> out.println("  " + file));
                agent.drift().forEach(line -> out.println("  ! " + line));
                drift |= !agent.drift().isEmpty();
            }
            out.flush();
            return drift ? ExitCode.PROBLEM : ExitCode.OK;
        }

        private static String words(Standing agent) {
            if (agent.gateway().isEmpty()) {
                return agent.installed() ? "off" : "not installed";
            }
            return "on, " + agent.gateway().get()
                    + agent.tenant().map(id -> ", tenant " + id).orElse("")
                    + agent.profile().map(name -> ", profile " + name).orElse("");
        }
    }
}
