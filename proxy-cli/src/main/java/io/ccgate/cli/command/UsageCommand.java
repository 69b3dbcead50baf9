package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.text.UsageReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private UsageScope scope = new UsageScope();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "day",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private By by = By.DAY;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private UsageFormat format = UsageFormat.TABLE;

    @Mixin
    private Watch watch = new Watch();

    @Mixin
    private Terminal terminal = new Terminal();

    public UsageCommand(UsageReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws IOException {
        watch.run(terminal, this::show);
        return ExitCode.OK;
    }

    private void show() throws IOException {
        Question question = scope.question(by, terminal);
        UsageReport report = new UsageReport(question, reader.read(scope.data(), question));
        PrintWriter out = terminal.out();
        switch (format) {
            case TABLE -> report.printTable(out);
            case JSON -> report.printJson(out);
            case CSV -> report.printCsv(out);
        }
        out.flush();
    }
}
