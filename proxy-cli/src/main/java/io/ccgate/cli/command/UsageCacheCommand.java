package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.text.CacheReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code usage cache}: what prompt caching was worth. */
@Command(
        name = "cache",
        description =
                "Show what prompt caching saved and cost, and which switches of upstream left a warm cache behind.",
        exitCodeList = {"0:shown, even if there is nothing to show", "1:the files cannot be read", "2:wrong usage"},
        footer = {
            "",
            "saved: what the tokens read from caches would have cost more as plain input.",
            "premium: what the tokens written to caches cost more than as plain input; lost: the part of it that no"
                    + " later",
            "request of the same conversation read. switches: requests that went to another upstream while the",
            "conversation's cache was warm elsewhere, and what that cost."
        })
public final class UsageCacheCommand implements Callable<Integer> {
    private final UsageReader reader;

    @Mixin
    private UsageScope scope = new UsageScope();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "tenant",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private By by = By.TENANT;

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

    public UsageCacheCommand(UsageReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws IOException {
        watch.run(terminal, this::show);
        return ExitCode.OK;
    }

    private void show() throws IOException {
        Question question = scope.question(by, terminal);
        CacheReport report = new CacheReport(question, reader.read(scope.data(), question));
        PrintWriter out = terminal.out();
        switch (format) {
            case TABLE -> report.printTable(out);
            case JSON -> report.printJson(out);
            case CSV -> report.printCsv(out);
        }
        out.flush();
    }
}
