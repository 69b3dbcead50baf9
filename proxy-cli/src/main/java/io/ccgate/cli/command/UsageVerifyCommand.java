package io.ccgate.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.UsageVerifier;
import io.ccgate.cli.port.UsageVerifier.Found;
import io.ccgate.cli.port.UsageVerifier.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code usage verify}: whether the books are whole. */
@Command(
        name = "verify",
        description =
                "Check the usage files from end to end: torn, doubled and missing lines, sums and summaries. Changes"
                        + " nothing; the gateway may run meanwhile.",
        exitCodeList = {
            "0:nothing is lost, doubled or wrong",
            "1:something is, or the files cannot be read",
            "2:wrong usage"
        })
public final class UsageVerifyCommand implements Callable<Integer> {
    private static final int PICO_DIGITS = 12;

    private final UsageVerifier verifier;

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
            description = "First day, as 2026-01-31 (default: the first there is).")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day (default: the last there is).")
    private LocalDate to = LocalDate.of(9999, 12, 31);

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Mixin
    private Terminal terminal = new Terminal();

    /** Who reads the findings. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public UsageVerifyCommand(UsageVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Integer call() throws IOException {
        if (from.isAfter(to)) {
            throw terminal.wrongUsage("--from " + from + " is after --to " + to);
        }
        Report report = verifier.verify(data, Optional.ofNullable(tenant), from, to);
        PrintWriter out = terminal.out();
        if (format == Format.JSON) {
            out.println(json(report));
        } else {
            report.findings().forEach(finding -> out.println(line(finding)));
            out.println(summary(report));
        }
        out.flush();
        return report.ok() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private static String line(Found finding) {
        String place = finding.line() == 0 ? "" : " line " + finding.line();
        return (finding.problem() ? "PROBLEM " : "note    ") + finding.kind() + ": " + finding.tenant() + " "
                + finding.day() + place + ": " + finding.detail();
    }

    private static String summary(Report report) {
        long problems = report.findings().stream().filter(Found::problem).count();
        return "%,d records of %,d requests in %,d files, $%s: %s"
                .formatted(
                        report.records(),
                        report.requests(),
                        report.files(),
                        dollars(report).toPlainString(),
                        problems == 0 ? "nothing is lost, doubled or wrong" : problems + " problems");
    }

    private static String json(Report report) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("ok", report.ok())
                .put("files", report.files())
                .put("records", report.records())
                .put("requests", report.requests())
                .put("tokens", report.tokens())
                .put("cost", dollars(report));
        ArrayNode findings = node.putArray("findings");
        for (Found finding : report.findings()) {
            findings.addObject()
                    .put("kind", finding.kind())
                    .put("problem", finding.problem())
                    .put("tenant", finding.tenant())
                    .put("day", finding.day().toString())
                    .put("line", finding.line())
                    .put("detail", finding.detail());
        }
        return node.toString();
    }

    private static BigDecimal dollars(Report report) {
        BigDecimal exact = BigDecimal.valueOf(report.costPico(), PICO_DIGITS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
