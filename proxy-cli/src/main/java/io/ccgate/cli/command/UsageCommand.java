package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.port.UsageReader.Row;
import io.ccgate.cli.text.UsageReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was used, out of the usage files. */
@Command(
        name = "usage",
        subcommands = UsageVerifyCommand.class,
        description =
                "Show what was used and what it cost. Reads the files, so the gateway need not run. Days are UTC.",
        exitCodeList = {"0:shown, even if there is nothing to show", "1:the files cannot be read", "2:wrong usage"})
public final class UsageCommand implements Callable<Integer> {
    private static final int WEEK = 7;

    private final UsageReader reader;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--tenant", paramLabel = "ID", description = "One tenant only (default: all).")
    private @Nullable String tenant;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day, as 2026-01-31 (default: six days before the last).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day (default: today).")
    private @Nullable LocalDate to;

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
    private Format format = Format.TABLE;

    @Mixin
    private Terminal terminal = new Terminal();

    /** Who reads the numbers. */
    enum Format {
        TABLE,
        JSON,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public UsageCommand(UsageReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws IOException {
        LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        LocalDate first = from == null ? last.minusDays(WEEK - 1) : from;
        if (first.isAfter(last)) {
            throw terminal.wrongUsage("--from " + first + " is after --to " + last);
        }
        Question question = new Question(Optional.ofNullable(tenant), first, last, by);
        List<Row> rows = reader.read(data, question);
        UsageReport report = new UsageReport(question, rows);
        PrintWriter out = terminal.out();
        switch (format) {
            case TABLE -> report.printTable(out);
            case JSON -> report.printJson(out);
            case CSV -> report.printCsv(out);
        }
        out.flush();
        return ExitCode.OK;
    }
}
