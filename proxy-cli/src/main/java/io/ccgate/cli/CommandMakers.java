package io.ccgate.cli;

import io.ccgate.cli.command.AgentsCommand;
import io.ccgate.cli.command.DoctorCommand;
import io.ccgate.cli.command.ExplainCommand;
import io.ccgate.cli.command.ImportCommand;
import io.ccgate.cli.command.InitCommand;
import io.ccgate.cli.command.KeyCommand;
import io.ccgate.cli.command.McpCommand;
import io.ccgate.cli.command.MockCommand;
import io.ccgate.cli.command.PromptCommand;
import io.ccgate.cli.command.PullCommand;
import io.ccgate.cli.command.SchemaCommand;
import io.ccgate.cli.command.ServeCommand;
import io.ccgate.cli.command.UsageCacheCommand;
import io.ccgate.cli.command.UsageCommand;
import io.ccgate.cli.command.UsageReconcileCommand;
import io.ccgate.cli.command.UsageRepriceCommand;
import io.ccgate.cli.command.UsageVerifyCommand;
import io.ccgate.cli.command.ValidateCommand;
import io.ccgate.cli.port.Ports;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which port each command gets. Apart from the command line's own classes, because a class archive of the JVM leaves out the
 * lambdas of whoever touches picocli's old class files, and each of them would have to be made at every start.
 */
final class CommandMakers {
    private final Map<Class<?>, Function<Ports, Object>> makers = new HashMap<>();

    CommandMakers() {
        makers.put(Ccgate.class, Ccgate::new);
        makers.put(ServeCommand.class, ServeCommand::new);
        makers.put(InitCommand.class, p -> new InitCommand(p.config()));
        makers.put(ValidateCommand.class, p -> new ValidateCommand(p.config()));
        makers.put(DoctorCommand.class, p -> new DoctorCommand(p.doctor()));
        makers.put(ExplainCommand.class, p -> new ExplainCommand(p.admin(), p.explainer()));
        makers.put(UsageCommand.class, p -> new UsageCommand(p.usage()));
        makers.put(UsageCacheCommand.class, p -> new UsageCacheCommand(p.usage()));
        makers.put(UsageRepriceCommand.class, p -> new UsageRepriceCommand(p.books()));
        makers.put(UsageReconcileCommand.class, p -> new UsageReconcileCommand(p.books()));
        makers.put(UsageVerifyCommand.class, p -> new UsageVerifyCommand(p.verifier()));
        makers.put(KeyCommand.NewKey.class, p -> new KeyCommand.NewKey(p.keys()));
        makers.put(KeyCommand.HashKey.class, p -> new KeyCommand.HashKey(p.keys()));
        makers.put(SchemaCommand.class, p -> new SchemaCommand(p.config()));
        makers.put(MockCommand.class, p -> new MockCommand(p.mock()));
        makers.put(AgentsCommand.Enable.class, p -> new AgentsCommand.Enable(p.agents()));
        makers.put(AgentsCommand.Disable.class, p -> new AgentsCommand.Disable(p.agents()));
        makers.put(AgentsCommand.Status.class, p -> new AgentsCommand.Status(p.agents()));
        makers.put(AgentsCommand.Diff.class, p -> new AgentsCommand.Diff(p.agents()));
        makers.put(AgentsCommand.Undo.class, p -> new AgentsCommand.Undo(p.agents()));
        makers.put(PullCommand.class, p -> new PullCommand(p.agents()));
        makers.put(McpCommand.ListServers.class, p -> new McpCommand.ListServers(p.agentsFile()));
        makers.put(McpCommand.Add.class, p -> new McpCommand.Add(p.agentsFile(), p.agents()));
        makers.put(McpCommand.Remove.class, p -> new McpCommand.Remove(p.agentsFile(), p.agents()));
        makers.put(McpCommand.Enable.class, p -> new McpCommand.Enable(p.agentsFile(), p.agents()));
        makers.put(McpCommand.Disable.class, p -> new McpCommand.Disable(p.agentsFile(), p.agents()));
        makers.put(ImportCommand.class, p -> new ImportCommand(p.agentsFile(), p.agents()));
        makers.put(PromptCommand.ListPrompts.class, p -> new PromptCommand.ListPrompts(p.agentsFile()));
        makers.put(PromptCommand.SetPrompt.class, p -> new PromptCommand.SetPrompt(p.agentsFile(), p.agents()));
        makers.put(PromptCommand.Show.class, p -> new PromptCommand.Show(p.agentsFile()));
        makers.put(PromptCommand.Remove.class, p -> new PromptCommand.Remove(p.agentsFile(), p.agents()));
        makers.put(PromptCommand.Enable.class, p -> new PromptCommand.Enable(p.agentsFile(), p.agents()));
        makers.put(PromptCommand.Disable.class, p -> new PromptCommand.Disable(p.agentsFile(), p.agents()));
    }

    /** The command with what it needs, or nothing if it needs nothing. */
    Optional<Object> make(Class<?> type, Ports ports) {
        Function<Ports, Object> maker = makers.get(type);
        return maker == null ? Optional.empty() : Optional.of(maker.apply(ports));
    }
}
