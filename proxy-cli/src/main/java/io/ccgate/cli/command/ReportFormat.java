package io.ccgate.cli.command;

import java.util.Locale;

/** Who reads a report. */
enum ReportFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
