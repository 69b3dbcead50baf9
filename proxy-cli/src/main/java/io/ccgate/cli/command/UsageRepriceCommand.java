package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.BookKeeper;
import io.ccgate.cli.port.BookKeeper.Change;
import io.ccgate.cli.port.BookKeeper.Reprice;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.text.RepriceReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code usage reprice}: what past requests cost by the prices in force now. */
@Command(
        name = "reprice",
        description =
                "Price past requests anew after a price was put right: shows the difference for each tenant, and with"
                        + " --write adds correction lines to the usage files. What stands there is never changed.",
        exitCodeList = {
            "0:shown, or written",
            "1:the files or the configuration cannot be read, or a running gateway could not do it",
            "2:wrong usage"
        },
        footer = {
            "",
            "A gateway that runs on the data folder writes the corrections itself and counts them at once; it must"
                    + " have the same",
            "prices in force. Doing it twice changes nothing the second time."
        })
public final class UsageRepriceCommand implements Callable<Integer> {
    private final BookKeeper books;

    @Mixin
    private UsageScope scope = new UsageScope();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description = "Configuration folder with the right prices (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("config");

    @Option(names = "--model", paramLabel = "PATTERN", description = "Models of this name only; * for any characters.")
    private @Nullable String model;

    @Option(
            names = "--price-version",
            paramLabel = "VERSION",
            description = "Requests charged by these prices only: the priceVersion of their records.")
    private @Nullable String priceVersion;

    @Option(
            names = "--current-multipliers",
            description = "Use each upstream's priceMultiplier as it is configured now, instead of that of the time.")
    private boolean currentMultipliers;

    @Option(names = "--write", description = "Write the corrections.")
    private boolean write;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private UsageFormat format = UsageFormat.TABLE;

    @Mixin
    private Terminal terminal = new Terminal();

    public UsageRepriceCommand(BookKeeper books) {
        this.books = books;
    }

    @Override
    public Integer call() throws IOException {
        ConfigFolder.require(config);
        Question days = scope.question(terminal);
        Reprice which = new Reprice(
                days.tenant(),
                days.from(),
                days.to(),
                Optional.ofNullable(model),
                Optional.ofNullable(priceVersion),
                currentMultipliers);
        List<Change> changes = books.reprice(scope.data(), config, which, write);
        RepriceReport report = new RepriceReport(days.from(), days.to(), changes, write);
        format.print(report, terminal.out());
        return ExitCode.OK;
    }
}
