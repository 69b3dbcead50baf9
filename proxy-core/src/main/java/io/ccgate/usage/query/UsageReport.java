package io.ccgate.usage.query;

import io.ccgate.usage.history.Grain;
import io.ccgate.usage.history.SessionSums;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.Measure;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sums usage over days and tenants: today from the ledger if there is one, everything else from the files, so that it
 * works without a running gateway too. Reads files: call it on a worker thread. Thread-safe.
 */
public final class UsageReport {
    private final UsageHistory history;
    private final @Nullable Ledger ledger;
    private final InstantSource clock;

    /** @param ledger null when no gateway runs in this process */
    public UsageReport(UsageFiles files, @Nullable Ledger ledger, InstantSource clock) {
        this.history = new UsageHistory(files);
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Today's UTC date. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Ids of all tenants with usage on disk. */
    public List<String> tenants() throws IOException {
        return history.tenants();
    }

    /** One tenant's usage of one UTC day, in cells. */
    public Cells day(String tenantId, LocalDate day) throws IOException {
        Ledger running = ledger;
        if (running != null && day.equals(today())) {
            return running.today(tenantId, day);
        }
        Cells cells = new Cells();
        history.cells(tenantId, day, day, Grain.HOUR, cells::add);
        return cells;
    }

    /** Usage of some tenants over a range, in groups. */
    public UsageGroups groups(Collection<String> tenantIds, UsageRange range) throws IOException {
        if (range.groupBy() == GroupBy.SESSION) {
            return sessions(tenantIds, range);
        }
        Map<String, Aggregate> groups = new TreeMap<>();
        for (String tenantId : tenantIds) {
            cells(tenantId, range, groups);
        }
        Aggregate total = new Aggregate();
        groups.values().forEach(total::add);
        GroupPage page = range.page();
        Stream<UsageRow> rows = groups.entrySet().stream().map(group -> new UsageRow(group.getKey(), group.getValue()));
        if (page.order().isPresent()) {
            Measure measure = page.order().get();
            rows = rows.sorted(Comparator.comparingLong((UsageRow row) -> measure.of(row.usage()))
                    .reversed());
        }
        return new UsageGroups(rows.skip(page.offset()).limit(page.limit()).toList(), groups.size(), total);
    }

    /** Sessions are not kept in memory; their records of the last moment may still be on their way to the file. */
    private UsageGroups sessions(Collection<String> tenantIds, UsageRange range) throws IOException {
        SessionSums sessions = new SessionSums();
        for (String tenantId : tenantIds) {
            history.sessions(tenantId, range.from(), range.to(), sessions);
        }
        GroupPage page = range.page();
        List<UsageRow> rows = sessions.first(page.order(), page.end()).stream()
                .skip(page.offset())
                .map(place -> new UsageRow(sessions.name(place), sessions.usage(place)))
                .toList();
        return new UsageGroups(rows, sessions.size(), sessions.total());
    }

    private void cells(String tenantId, UsageRange range, Map<String, Aggregate> groups) throws IOException {
        Grain grain = range.groupBy() == GroupBy.HOUR ? Grain.CLOCK : Grain.DAY;
        cells(
                tenantId,
                range.from(),
                range.to(),
                grain,
                (cell, usage) ->
                        group(groups, key(range.groupBy(), tenantId, cell)).add(usage));
    }

    /** One tenant's usage over a range, cell by cell. */
    void cells(String tenantId, LocalDate from, LocalDate to, Grain grain, BiConsumer<Cells.Cell, Aggregate> count)
            throws IOException {
        LocalDate today = today();
        Ledger running = ledger;
        if (running == null || today.isBefore(from) || today.isAfter(to)) {
            history.cells(tenantId, from, to, grain, count);
            return;
        }
        history.cells(tenantId, from, today.minusDays(1), grain, count);
        // The ledger knows of today before the file does.
        running.today(tenantId, today).forEach(count);
        history.cells(tenantId, today.plusDays(1), to, grain, count);
    }

    private static Aggregate group(Map<String, Aggregate> groups, String key) {
        return groups.computeIfAbsent(key, unused -> new Aggregate());
    }

    static String key(GroupBy groupBy, String tenantId, Cells.Cell cell) {
        return switch (groupBy) {
            case DAY -> time(cell).toLocalDate().toString();
            case HOUR -> time(cell).toString().substring(0, "2026-11-22T15".length());
            case MODEL -> cell.model();
            case UPSTREAM -> cell.upstream();
            case AGENT -> cell.agent();
            case TENANT -> tenantId;
            case SESSION -> throw new IllegalArgumentException("cells know no session");
        };
    }

    static LocalDateTime time(Cells.Cell cell) {
        return LocalDateTime.ofEpochSecond(cell.hour() * 3600, 0, ZoneOffset.UTC);
    }
}
