package io.ccgate.cli.exit;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong as one line on standard error, and chooses the exit code. */
public final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final boolean trace;

    /**
     * @param trace whether the stack trace follows the line
     */
    public FailureHandler(boolean trace) {
        this.trace = trace;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ParameterException wrong) {
            return handleParseException(wrong, parsed.originalArgs().toArray(String[]::new));
        }
        print(command, FailureLine.of(failure), failure);
        return ExitCode.PROBLEM;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        StringBuilder line = new StringBuilder(String.valueOf(wrong.getMessage()));
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        line.append(" (see ").append(name).append(" --help)");
        print(command, line.toString(), wrong);
        return ExitCode.USAGE;
    }

    private void print(CommandLine command, String line, Throwable failure) {
        command.getErr().println(command.getColorScheme().errorText("ccgate: " + line));
        if (trace) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
    }
}
