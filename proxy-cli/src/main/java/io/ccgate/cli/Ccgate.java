package io.ccgate.cli;

import io.ccgate.cli.command.AgentsCommand;
import io.ccgate.cli.command.CleanCommand;
import io.ccgate.cli.command.CompletionCommand;
import io.ccgate.cli.command.DoctorCommand;
import io.ccgate.cli.command.ExplainCommand;
import io.ccgate.cli.command.HealthCommand;
import io.ccgate.cli.command.InitCommand;
import io.ccgate.cli.command.KeyCommand;
import io.ccgate.cli.command.McpCommand;
import io.ccgate.cli.command.MockCommand;
import io.ccgate.cli.command.PromptCommand;
import io.ccgate.cli.command.SchemaCommand;
import io.ccgate.cli.command.ServeCommand;
import io.ccgate.cli.command.ServeOptions;
import io.ccgate.cli.command.Serving;
import io.ccgate.cli.command.Terminal;
import io.ccgate.cli.command.UsageCommand;
import io.ccgate.cli.command.ValidateCommand;
import io.ccgate.cli.exit.FailureHandler;
import io.ccgate.cli.port.Ports;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ccgate}: without a command it serves. */
@Command(
        name = "ccgate",
        description = "A gateway between coding agents and model providers. Without a command it serves.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeList = {
            "0:done, and all is well",
            "1:something is wrong; a line on standard error says what",
            "2:wrong usage"
        },
        footer = {"", "ccgate COMMAND --help tells more about a command."})
public final class Ccgate implements Callable<Integer> {
    private final Ports ports;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private Terminal terminal = new Terminal();

    Ccgate(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Integer call() throws Exception {
        return new Serving(ports, options, terminal.command()).run();
    }

    /** Runs what the arguments say; returns the exit code. */
    static int run(Ports ports, boolean trace, String... arguments) {
        // Without a command it serves, so the bare word only costs picocli a second command to read.
        String[] words = servesPlainly(arguments) ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        return commandLine(ports, trace, words).execute(words);
    }

    private static boolean servesPlainly(String... arguments) {
        boolean plain = arguments.length > 0 && arguments[0].equals("serve");
        for (String word : arguments) {
            plain &= !word.startsWith("-") || isOfServe(word);
        }
        return plain;
    }

    private static boolean isOfServe(String option) {
        return option.equals("--demo") || option.startsWith("--config") || option.startsWith("--data");
    }

    /** Every command by its name, in the order of the help. */
    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand.class);
        commands.put("init", InitCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("explain", ExplainCommand.class);
        commands.put("usage", UsageCommand.class);
        commands.put("health", HealthCommand.class);
        commands.put("key", KeyCommand.class);
        commands.put("schema", SchemaCommand.class);
        commands.put("agents", AgentsCommand.class);
        commands.put("mcp", McpCommand.class);
        commands.put("prompt", PromptCommand.class);
        commands.put("mock", MockCommand.class);
        commands.put("clean", CleanCommand.class);
        commands.put("generate-completion", CompletionCommand.class);
        return commands;
    }

    /**
     * The command line for some arguments. A command that is named stands there alone: picocli reads a command by reflection, and
     * reading all of them would be most of the time that a start takes. Nothing of the product is touched before a command runs.
     */
    static CommandLine commandLine(Ports ports, boolean trace, String... arguments) {
        CommandFactory factory = new CommandFactory(new CommandMakers(), ports);
        FailureHandler failures = new FailureHandler(trace);
        CommandLine line = new CommandLine(Ccgate.class, factory);
        String first = arguments.length == 0 ? "" : arguments[0];
        Map<String, Class<?>> commands = commands();
        boolean alone = commands.containsKey(first) && !first.equals("generate-completion");
        boolean serves = first.isEmpty() || isOfServe(first);
        commands.forEach((name, type) -> {
            if (alone ? name.equals(first) : !serves) {
                line.addSubcommand(name, new CommandLine(type, factory));
            }
        });
        line.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
        line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpAutoWidth(true);
        CommandLine mock = line.getSubcommands().get("mock");
        if (mock != null) {
            MockCommand.addFaults(mock, ports.mock());
        }
        return line;
    }

    /** Makes the commands that need something; picocli makes the rest. */
    private record CommandFactory(CommandMakers makers, Ports ports) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            Optional<Object> made = makers.make(type, ports);
            return made.isPresent()
                    ? type.cast(made.get())
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
