package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.text.UsageReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what was used, out of the usage files. */
@Command(
        name = "usage",
        subcommands = {
            UsageCacheCommand.class,
            UsageVerifyCommand.class,
            UsageRepriceCommand.class,
            UsageReconcileCommand.class
        },
        description =
                "Show what was used and what it cost. Reads the files, so the gateway need not run. Days are UTC.",
        exitCodeList = {"0:shown, even if there is nothing to show", "1:the files cannot be read", "2:wrong usage"})
public final class UsageCommand implements Callable<Integer> {
    private final UsageReader reader;

    @Mixin
    private UsageView view = new UsageView();

    @Mixin
    private Terminal terminal = new Terminal();

    public UsageCommand(UsageReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws IOException {
        view.show(By.DAY, reader, UsageReport::new, terminal);
        return ExitCode.OK;
    }
}
