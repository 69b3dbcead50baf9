package io.ccgate.usage.query;

import io.ccgate.usage.history.Grain;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Ledger;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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

    /** Usage of some tenants over a range, in groups sorted by key. */
    public List<UsageRow> rows(Collection<String> tenantIds, UsageRange range) throws IOException {
        Map<String, Aggregate> groups = new TreeMap<>();
        for (String tenantId : tenantIds) {
            if (range.groupBy() == GroupBy.SESSION) {
                sessions(tenantId, range, groups);
            } else {
                cells(tenantId, range, groups);
            }
        }
        return groups.entrySet().stream()
                .map(group -> new UsageRow(group.getKey(), group.getValue()))
                .toList();
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

    /** Sessions are not kept in memory; their records of the last moment may still be on their way to the file. */
    private void sessions(String tenantId, UsageRange range, Map<String, Aggregate> groups) throws IOException {
        history.sessions(
                tenantId,
                range.from(),
                range.to(),
                (key, usage) -> group(groups, key.session()).add(usage));
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
