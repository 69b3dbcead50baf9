package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentsFileEditor;
import io.ccgate.cli.port.AgentsFileEditor.Kind;
import io.ccgate.cli.port.AgentsFileEditor.Prompt;
import io.ccgate.cli.port.AgentsFileEditor.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The prompts of {@code agents.json}. */
@Command(
        name = "prompt",
        description = "The global prompts of the agents. A change reaches the agents that are switched on at once.",
        subcommands = {
            PromptCommand.ListPrompts.class,
            PromptCommand.SetPrompt.class,
            PromptCommand.Show.class,
            PromptCommand.Remove.class,
            PromptCommand.Enable.class,
            PromptCommand.Disable.class
        },
        synopsisSubcommandLabel = "(list | set | show | remove | enable | disable)",
        exitCodeList = {"0:done", "1:not done; a line says why", "2:wrong usage"})
public final class PromptCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.wrongUsage("Missing required subcommand: list, set, show, remove, enable or disable");
    }

    private static Prompt find(AgentsFileEditor file, Path config, String name) {
        return file.read(config).prompts().stream()
                .filter(prompt -> prompt.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("there is no prompt \"" + name + "\" in agents.json"));
    }

    /** {@code prompt list}. */
    @Command(
            name = "list",
            description = "List them.",
            exitCodeList = {"0:listed", "1:no configuration", "2:wrong usage"})
    public static final class ListPrompts implements Callable<Integer> {
        private final AgentsFileEditor file;

        @Mixin
        private ListEditing editing = new ListEditing();

        @Mixin
        private Terminal terminal = new Terminal();

        public ListPrompts(AgentsFileEditor file) {
            this.file = file;
        }

        @Override
        public Integer call() {
            List<Prompt> prompts = file.read(editing.config()).prompts();
            for (Prompt prompt : prompts) {
                terminal.out().println(EntryCommand.line(prompt.name(), prompt.enabled(), prompt.agents()));
            }
            if (prompts.isEmpty()) {
                terminal.out().println("none; add one with: ccgate prompt set NAME --file FILE");
            }
            terminal.out().flush();
            return ExitCode.OK;
        }
    }

    /** {@code prompt set}. */
    @Command(
            name = "set",
            description = "Add one, or change the one of that name. A new one is off until it is enabled.",
            exitCodeList = {"0:set", "1:not set; a line says why", "2:wrong usage"})
    public static final class SetPrompt extends EntryCommand {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "TEXT",
                description = "Its text; without it and --file: standard input.")
        private @Nullable String text;

        @Option(names = "--file", paramLabel = "FILE", description = "Read the text from a file.")
        private @Nullable Path from;

        public SetPrompt(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.PROMPT);
        }

        @Override
        void edit() throws IOException {
            String content = text != null
                    ? text
                    : from != null
                            ? Files.readString(from)
                            : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            if (content.isBlank()) {
                throw new CommandFailure("the text is empty");
            }
            List<Value> values = new ArrayList<>();
            values.add(new Value("content", JsonWords.text(content.stripTrailing())));
            if (!isThere()) {
                values.add(new Value("enabled", "false"));
            }
            editing.agentsJson(tools, terminal).ifPresent(agents -> values.add(new Value("agents", agents)));
            put(values);
        }
    }

    /** {@code prompt show}. */
    @Command(
            name = "show",
            description = "Print one.",
            exitCodeList = {"0:printed", "1:there is none of that name", "2:wrong usage"})
    public static final class Show implements Callable<Integer> {
        private final AgentsFileEditor file;

        @Parameters(paramLabel = "NAME", description = "Its name.")
        private String name = "";

        @Mixin
        private ListEditing editing = new ListEditing();

        @Mixin
        private Terminal terminal = new Terminal();

        public Show(AgentsFileEditor file) {
            this.file = file;
        }

        @Override
        public Integer call() {
            terminal.out().println(find(file, editing.config(), name).content());
            terminal.out().flush();
            return ExitCode.OK;
        }
    }

    /** {@code prompt remove}. */
    @Command(
            name = "remove",
            description = "Remove one.",
            exitCodeList = {"0:removed", "1:there is none of that name", "2:wrong usage"})
    public static final class Remove extends EntryCommand {
        public Remove(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.PROMPT);
        }

        @Override
        void edit() {
            remove();
        }
    }

    /** {@code prompt enable}. */
    @Command(
            name = "enable",
            description =
                    "Switch one on. The others of the same agents are switched off: an agent has one global prompt.",
            exitCodeList = {"0:switched on", "1:there is none of that name", "2:wrong usage"})
    public static final class Enable extends EntryCommand {
        public Enable(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.PROMPT);
        }

        @Override
        void edit() {
            Path config = editing.config();
            Prompt wanted = find(file, config, name);
            for (Prompt other : file.read(config).prompts()) {
                boolean clashes = other.enabled() && !Collections.disjoint(other.agents(), wanted.agents());
                if (clashes && !other.name().equals(name)) {
                    file.put(config, Kind.PROMPT, other.name(), List.of(new Value("enabled", "false")));
                    terminal.out().println("switched off: " + other.name());
                }
            }
            put(List.of(new Value("enabled", "true")));
        }
    }

    /** {@code prompt disable}. */
    @Command(
            name = "disable",
            description = "Switch one off.",
            exitCodeList = {"0:switched off", "1:there is none of that name", "2:wrong usage"})
    public static final class Disable extends EntryCommand {
        public Disable(AgentsFileEditor file, AgentTools tools) {
            super(file, tools, Kind.PROMPT);
        }

        @Override
        void edit() {
            change(List.of(new Value("enabled", "false")));
        }
    }
}
