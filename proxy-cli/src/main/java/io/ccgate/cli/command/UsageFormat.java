package io.ccgate.cli.command;

import java.util.Locale;

/** Who reads the numbers. */
enum UsageFormat {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
