package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.ConfigFiles;
import io.ccgate.config.check.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the configuration and lists every finding. */
@Command(
        name = "validate",
        description = "Check all configuration files and list everything that is wrong, at once.",
        exitCodeList = {
            "0:the gateway can run with it",
            "1:there are errors (with --strict: or warnings)",
            "2:wrong usage"
        })
public final class ValidateCommand implements Callable<Integer> {
    private final ConfigFiles files;

    @Mixin
    private ConfigFolder config = new ConfigFolder();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

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

    public ValidateCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() {
        List<Finding> findings = files.load(config.existing()).findings();
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
        PrintWriter out = terminal.out();
        if (format == Format.JSON) {
            out.println(files.json(findings).strip());
        } else {
            if (!findings.isEmpty()) {
                out.println(files.text(findings).stripTrailing());
            }
            out.println(summary(errors, findings.size() - errors));
        }
        out.flush();
        return errors > 0 || (strict && !findings.isEmpty()) ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private String summary(long errors, long warnings) {
        if (errors == 0 && warnings == 0) {
            return config.path() + ": in order";
        }
        return config.path() + ": " + count(errors, "error") + ", " + count(warnings, "warning");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
