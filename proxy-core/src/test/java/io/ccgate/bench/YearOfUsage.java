package io.ccgate.bench;

import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.query.GroupBy;
import io.ccgate.usage.query.GroupPage;
import io.ccgate.usage.query.UsageGroups;
import io.ccgate.usage.query.UsageRange;
import io.ccgate.usage.query.UsageReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Starts the books on a data folder and asks for a year of it, {@code DATA}: says how long each took. Once, cold, as a command is. */
public final class YearOfUsage {
    private YearOfUsage() {}

    @SuppressWarnings("SystemOut") // That is what it is for.
    public static void main(String[] args) throws Exception {
        ConfigSnapshot snapshot = Fixtures.claude();
        UsageConfig config = new UsageConfig(UsageConfig.Fsync.INTERVAL, Duration.ofSeconds(1), 0);
        UsageBooks books = new UsageBooks(Path.of(args[0]), config, InstantSource.system(), List.of());
        long begun = System.nanoTime();
        books.start(snapshot);
        System.out.printf("start %d ms%n", millisSince(begun));
        try {
            UsageReport report = new UsageReport(books.files(), books.ledger(), InstantSource.system());
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            for (GroupBy by : GroupBy.values()) {
                if (by != GroupBy.SESSION) {
                    ask(report, new UsageRange(today.minusDays(365), today, by));
                }
            }
            for (int limit : List.of(100, Integer.MAX_VALUE)) {
                ask(
                        report,
                        new UsageRange(
                                today.minusDays(365),
                                today,
                                GroupBy.SESSION,
                                UsageRange.Report.USAGE,
                                GroupPage.dearest(limit)));
            }
        } finally {
            books.close(Duration.ofSeconds(10));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void ask(UsageReport report, UsageRange range) throws IOException {
        long asked = System.nanoTime();
        UsageGroups groups = report.groups(report.tenants(), range);
        System.out.printf(
                "a year by %s: %d rows of %d, %d ms%n",
                range.groupBy().id(), groups.rows().size(), groups.count(), millisSince(asked));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
