package io.ccgate.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: where it writes to, {@code --help}, and a list of its exit codes. */
@Command(mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n")
public final class Terminal {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it hands the command over
    private CommandSpec spec;

    /** The command as it was parsed. */
    public CommandLine command() {
        return spec.commandLine();
    }

    /** Standard output, unless a test has put another in its place. */
    public PrintWriter out() {
        return command().getOut();
    }

    /** The command line is wrong in a way that only the command can see: to be thrown. */
    ParameterException wrongUsage(String message) {
        return new ParameterException(command(), message);
    }
}
