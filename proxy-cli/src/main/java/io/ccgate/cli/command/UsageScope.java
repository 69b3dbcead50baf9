package io.ccgate.cli.command;

import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.port.UsageReader.Order;
import io.ccgate.cli.port.UsageReader.Question;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose usage of which days, on every command about usage. */
final class UsageScope {
    private static final int WEEK = 7;

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

    Path data() {
        return data;
    }

    /** The days that were named, or those up to now, by tenant. */
    Question question(Terminal terminal) {
        return question(By.TENANT, Order.KEY, Integer.MAX_VALUE, terminal);
    }

    Question question(By by, Order order, int limit, Terminal terminal) {
        LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        LocalDate first = from == null ? last.minusDays(WEEK - 1) : from;
        if (first.isAfter(last)) {
            throw terminal.wrongUsage("--from " + first + " is after --to " + last);
        }
        return new Question(Optional.ofNullable(tenant), first, last, by, order, limit);
    }
}
