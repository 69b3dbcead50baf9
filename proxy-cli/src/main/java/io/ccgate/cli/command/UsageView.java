package io.ccgate.cli.command;

import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageReader.Answer;
import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.port.UsageReader.Order;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.text.Report;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How usage is shown, on every command that shows it: which days in which groups, in which form, once or again and again. */
final class UsageView {
    /** Half a million of them are no table. */
    private static final int SESSIONS = 100;

    @Mixin
    private UsageScope scope = new UsageScope();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "${COMPLETION-CANDIDATES} (default: day; tenant in the cache report).")
    private @Nullable By by;

    @Option(
            names = "--order-by",
            paramLabel = "WHAT",
            description = "What the first has most of: ${COMPLETION-CANDIDATES} (default: key; cost of sessions).")
    private @Nullable Order order;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show the first N groups, 0 for all (default: 0; " + SESSIONS
                    + " of sessions). Totals are always those of all.")
    private @Nullable Integer limit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private UsageFormat format = UsageFormat.TABLE;

    @Mixin
    private Watch watch = new Watch();

    /** Shows it once, or as often as was asked. */
    void show(By usual, UsageReader reader, BiFunction<Question, Answer, Report> report, Terminal terminal)
            throws IOException {
        Question question = question(by == null ? usual : by, terminal);
        watch.run(terminal, () -> {
            Answer answer = reader.read(scope.data(), question);
            format.print(report.apply(question, answer), terminal.out());
            if (answer.rows().size() < answer.groups()) {
                terminal.command()
                        .getErr()
                        .printf(
                                Locale.ROOT,
                                "Shown are the first %,d of %,d; --limit 0 shows all.%n",
                                answer.rows().size(),
                                answer.groups());
            }
        });
    }

    private Question question(By wanted, Terminal terminal) {
        boolean sessions = wanted == By.SESSION;
        int most = limit == null ? (sessions ? SESSIONS : 0) : limit;
        if (most < 0) {
            throw terminal.wrongUsage("--limit must not be negative");
        }
        Order first = order == null ? (sessions ? Order.COST : Order.KEY) : order;
        return scope.question(wanted, first, most == 0 ? Integer.MAX_VALUE : most, terminal);
    }
}
