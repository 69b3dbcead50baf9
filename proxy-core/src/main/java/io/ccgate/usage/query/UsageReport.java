package io.ccgate.usage.query;

import io.ccgate.usage.journal.LineReader;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Booked;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sums usage over days and tenants: today from the ledger if there is one, everything else from the files, so that it
 * works without a running gateway too. Reads files: call it on a worker thread. Thread-safe.
 */
public final class UsageReport {
    private final UsageFiles files;
    private final @Nullable Ledger ledger;
    private final InstantSource clock;

    /** @param ledger null when no gateway runs in this process */
    public UsageReport(UsageFiles files, @Nullable Ledger ledger, InstantSource clock) {
        this.files = files;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Today's UTC date. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Ids of all tenants with usage on disk. */
    public List<String> tenants() throws IOException {
        return files.tenants();
    }

    /** One tenant's usage of one UTC day, in cells. */
    public Cells day(String tenantId, LocalDate day) throws IOException {
        Ledger running = ledger;
        if (running != null && day.equals(today())) {
            return running.today(tenantId, day);
        }
        Cells cells = new Cells();
        LineReader.read(files.file(tenantId, day), cells::add);
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
        eachDay(tenantId, range.from(), range.to(), (day, cells) -> cells.forEach((cell, usage) ->
                group(groups, key(range.groupBy(), tenantId, cell)).add(usage)));
    }

    /** Every day of the range on which the tenant used anything. */
    void eachDay(String tenantId, LocalDate from, LocalDate to, BiConsumer<LocalDate, Cells> action)
            throws IOException {
        for (LocalDate day : daysOf(tenantId, from, to)) {
            action.accept(day, day(tenantId, day));
        }
    }

    /** Sessions are not kept in memory; their records of the last moment may still be on their way to the file. */
    private void sessions(String tenantId, UsageRange range, Map<String, Aggregate> groups) throws IOException {
        for (LocalDate day : files.days(tenantId, range.from(), range.to())) {
            LineReader.read(
                    files.file(tenantId, day),
                    (Booked line) -> group(groups, line.session()).add(line));
        }
    }

    private List<LocalDate> daysOf(String tenantId, LocalDate from, LocalDate to) throws IOException {
        List<LocalDate> days = files.days(tenantId, from, to);
        LocalDate today = today();
        boolean asked = !today.isBefore(from) && !today.isAfter(to);
        if (ledger == null || !asked || days.contains(today)) {
            return days;
        }
        // The ledger knows of today before the file does.
        return Stream.concat(days.stream(), Stream.of(today)).toList();
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
