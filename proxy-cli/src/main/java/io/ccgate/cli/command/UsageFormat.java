package io.ccgate.cli.command;

import io.ccgate.cli.text.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Who reads the numbers. */
enum UsageFormat {
    TABLE,
    JSON,
    CSV;

    void print(Report report, PrintWriter out) throws IOException {
        switch (this) {
            case TABLE -> report.printTable(out);
            case JSON -> report.printJson(out);
            case CSV -> report.printCsv(out);
        }
        out.flush();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
