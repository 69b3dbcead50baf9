package io.ccgate.cli.wiring;

import io.ccgate.cli.port.UsageReader;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Measure;
import io.ccgate.usage.price.Money;
import io.ccgate.usage.query.GroupBy;
import io.ccgate.usage.query.GroupPage;
import io.ccgate.usage.query.UsageGroups;
import io.ccgate.usage.query.UsageRange;
import io.ccgate.usage.query.UsageReport;
import io.ccgate.usage.query.UsageRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads usage from the files alone, so that it works with the gateway stopped. */
public final class OfflineUsage implements UsageReader {
    @Override
    public Answer read(Path data, Question question) throws IOException {
        UsageReport report = new UsageReport(new UsageFiles(data.resolve("usage")), null, InstantSource.system());
        List<String> tenants =
                question.tenant().isPresent() ? List.of(question.tenant().get()) : report.tenants();
        GroupBy by = GroupBy.of(question.by().toString()).orElseThrow();
        Optional<Measure> order = question.order() == Order.KEY
                ? Optional.empty()
                : Optional.of(Measure.valueOf(question.order().name()));
        UsageRange range = new UsageRange(
                question.from(), question.to(), by, UsageRange.Report.USAGE, new GroupPage(order, 0, question.limit()));
        UsageGroups groups = report.groups(tenants, range);
        return new Answer(
                groups.rows().stream().map(OfflineUsage::row).toList(),
                row(new UsageRow("total", groups.total())),
                groups.count());
    }

    private static Row row(UsageRow row) {
        Aggregate usage = row.usage();
        return new Row(
                row.key(),
                usage.requests(),
                usage.errors(),
                usage.input(),
                usage.output(),
                usage.cacheCreation(),
                usage.cacheRead(),
                pico(usage.totalCost()),
                usage.duration(),
                new Cache(
                        pico(usage.cacheSaved()),
                        pico(usage.cachePremium()),
                        pico(Math.max(0, usage.cacheUnread())),
                        usage.cacheSwitches(),
                        pico(usage.cacheSwitchCost())),
                usage.corrections(),
                pico(usage.corrected()));
    }

    private static long pico(long micros) {
        return micros * Money.PICO_PER_MICRO;
    }
}
