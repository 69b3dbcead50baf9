package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.Doctor;
import io.ccgate.cli.text.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for what would keep a gateway from working, and says what to do. */
@Command(
        name = "doctor",
        description =
                "Check configuration, ports, disk, clock and every upstream, and say what to do. Works with the gateway"
                        + " stopped or running; upstreams are called only with what costs nothing.",
        exitCodeList = {"0:no problem; there may be warnings", "1:there are problems", "2:wrong usage"})
public final class DoctorCommand implements Callable<Integer> {
    private final Doctor doctor;

    @Mixin
    private ConfigFolder config = new ConfigFolder();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "data")
    private Path data = Path.of("data");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private ReportFormat format = ReportFormat.TEXT;

    @Mixin
    private Terminal terminal = new Terminal();

    public DoctorCommand(Doctor doctor) {
        this.doctor = doctor;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CheckReport report = new CheckReport(doctor.examine(config.existing(), data));
        switch (format) {
            case TEXT -> report.printText(terminal.out());
            case JSON -> report.printJson(terminal.out());
        }
        terminal.out().flush();
        return report.count(Doctor.Outcome.PROBLEM) == 0 ? ExitCode.OK : ExitCode.PROBLEM;
    }
}
