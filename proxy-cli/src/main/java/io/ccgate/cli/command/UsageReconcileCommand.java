package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.BookKeeper;
import io.ccgate.cli.port.BookKeeper.Difference;
import io.ccgate.cli.port.BookKeeper.Invoice;
import io.ccgate.cli.text.ReconcileReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code usage reconcile}: the books beside an invoice. */
@Command(
        name = "reconcile",
        description =
                "Compare the books with a provider's invoice (CSV with a header), for each day and model. Days are"
                        + " UTC.",
        exitCodeList = {
            "0:every difference is within tolerance",
            "1:one is not, or the invoice or the files cannot be read",
            "2:wrong usage"
        },
        footer = {
            "",
            "Columns are found by the names that Anthropic's and OpenAI's exports use (usage_date_utc or start_time,"
                    + " model or",
            "line_item, cost_usd or amount_value), others are named with --date-column, --model-column, --cost-column."
        })
public final class UsageReconcileCommand implements Callable<Integer> {
    private final BookKeeper books;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--invoice", paramLabel = "FILE", required = true, description = "The invoice, as CSV.")
    private Path invoice = Path.of("");

    @Option(
            names = "--upstream",
            paramLabel = "ID",
            split = ",",
            description = "Upstreams that the invoice is for (default: all). May be given several times.")
    private List<String> upstreams = List.of();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "Largest difference in percent of the invoice's amount (default: ${DEFAULT-VALUE}).")
    private BigDecimal percent = BigDecimal.ONE;

    @Option(
            names = "--tolerance-usd",
            paramLabel = "DOLLARS",
            defaultValue = "0.01",
            description = "Differences up to this are none (default: ${DEFAULT-VALUE}).")
    private BigDecimal dollars = new BigDecimal("0.01");

    @Option(names = "--date-column", paramLabel = "NAME", description = "Column of the day.")
    private @Nullable String dateColumn;

    @Option(names = "--model-column", paramLabel = "NAME", description = "Column of the model.")
    private @Nullable String modelColumn;

    @Option(names = "--cost-column", paramLabel = "NAME", description = "Column of the amount in US dollars.")
    private @Nullable String costColumn;

    @Option(names = "--all", description = "Show the days and models that agree, too.")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private UsageFormat format = UsageFormat.TABLE;

    @Mixin
    private Terminal terminal = new Terminal();

    public UsageReconcileCommand(BookKeeper books) {
        this.books = books;
    }

    @Override
    public Integer call() throws IOException {
        if (percent.signum() < 0 || dollars.signum() < 0) {
            throw terminal.wrongUsage("a tolerance must not be negative");
        }
        List<Difference> differences = books.reconcile(
                data,
                new Invoice(
                        invoice,
                        upstreams,
                        Optional.ofNullable(dateColumn),
                        Optional.ofNullable(modelColumn),
                        Optional.ofNullable(costColumn),
                        dollars,
                        percent));
        ReconcileReport report = new ReconcileReport(differences, all);
        format.print(report, terminal.out());
        return differences.stream().allMatch(Difference::tolerated) ? ExitCode.OK : ExitCode.PROBLEM;
    }
}
