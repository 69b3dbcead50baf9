package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shell completion. */
@Command(
        name = "generate-completion",
        description = {
            "Print a completion script for bash and zsh. Use it with:",
            "  source <(ccgate generate-completion)"
        },
        exitCodeList = {"0:printed", "2:wrong usage"})
public final class CompletionCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        PrintWriter out = terminal.out();
        out.print(AutoComplete.bash(
                "ccgate", terminal.command().getCommandSpec().root().commandLine()));
        out.flush();
        return ExitCode.OK;
    }
}
