package io.ccgate.usage.history;

import io.ccgate.usage.journal.LineReader;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Cells.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Usage of the past: from a day's summary where there is one that fits its lines, else from the lines, so that the
 * answer never depends on which of them it was. A day whose lines were deleted is known from its summary alone. Reads
 * files; thread-safe.
 */
public final class UsageHistory {
    private final UsageFiles lines;
    private final SummaryFiles summaries;

    public UsageHistory(UsageFiles lines) {
        this.lines = lines;
        this.summaries = SummaryFiles.beside(lines);
    }

    /** Ids of all tenants with lines or summaries, sorted. */
    public List<String> tenants() throws IOException {
        TreeSet<String> tenants = new TreeSet<>(lines.tenants());
        tenants.addAll(summaries.tenants());
        return List.copyOf(tenants);
    }

    /** Days of which a tenant has lines or a summary, from {@code from} to {@code to}, both included; sorted. */
    public List<LocalDate> days(String tenantId, LocalDate from, LocalDate to) throws IOException {
        List<LocalDate> days = new ArrayList<>();
        eachMonth(tenantId, from, to, Grain.DAY, month -> days.addAll(month.days()));
        return days;
    }

    /**
     * All cells of a range, in the order of days.
     *
     * @param grain any but {@link Grain#SESSION}; a cell of {@link Grain#DAY} begins at midnight UTC
     */
    public void cells(String tenantId, LocalDate from, LocalDate to, Grain grain, BiConsumer<Cell, Aggregate> action)
            throws IOException {
        eachMonth(tenantId, from, to, grain, month -> {
            for (LocalDate day : month.days()) {
                Seal seal = month.trusted(day);
                if (seal != null) {
                    SummaryBody.forEachCell(month.file().bytes(), month.file().bodyOf(day), seal, action);
                } else {
                    Cells cells = new Cells();
                    lines(tenantId, day, cells::add);
                    DayDigest.forEach(cells, grain, action);
                }
            }
        });
    }

    /** Adds a range's usage to its sessions'. */
    public void sessions(String tenantId, LocalDate from, LocalDate to, SessionSums into) throws IOException {
        eachMonth(tenantId, from, to, Grain.SESSION, month -> {
            for (LocalDate day : month.days()) {
                Seal seal = month.trusted(day);
                if (seal != null) {
                    SummaryBody.addSessions(month.file().bytes(), month.file().bodyOf(day), seal, into);
                } else {
                    Sessions sessions = new Sessions();
                    lines(tenantId, day, sessions::add);
                    sessions.forEach((key, usage) -> into.add(key.session(), usage));
                }
            }
        });
    }

    /** A day's lines, one by one; none where they were deleted. */
    public LineReader.Result lines(String tenantId, LocalDate day, Consumer<Booked> action) throws IOException {
        return LineReader.read(lines.file(tenantId, day), action);
    }

    /** Days of a month whose lines have no summary that fits them, at one of some grains. */
    List<LocalDate> unsummed(String tenantId, YearMonth month, Collection<LocalDate> days, Collection<Grain> grains)
            throws IOException {
        TreeSet<LocalDate> unsummed = new TreeSet<>();
        for (Grain grain : grains) {
            Month summed = month(tenantId, month, days, grain);
            summed.sizes().keySet().stream()
                    .filter(day -> summed.trusted(day) == null)
                    .forEach(unsummed::add);
        }
        return List.copyOf(unsummed);
    }

    /** Files of days from {@code from} to {@code to} that have no summary. */
    Map<LocalDate, Path> unsummedFiles(String tenantId, LocalDate from, LocalDate to) throws IOException {
        Map<LocalDate, Path> files = new TreeMap<>();
        for (Map.Entry<YearMonth, List<LocalDate>> month :
                byMonth(lines.days(tenantId, from, to)).entrySet()) {
            for (LocalDate day : unsummed(tenantId, month.getKey(), month.getValue(), List.of(Grain.DAY))) {
                files.put(day, lines.file(tenantId, day));
            }
        }
        return files;
    }

    SummaryFiles summaries() {
        return summaries;
    }

    /** Takes one month after the other, so that no more than one lies in memory. */
    private void eachMonth(String tenantId, LocalDate from, LocalDate to, Grain grain, MonthAction action)
            throws IOException {
        if (to.isBefore(from)) {
            return;
        }
        NavigableMap<YearMonth, List<LocalDate>> months = byMonth(lines.days(tenantId, from, to));
        for (YearMonth month : summaries.months(tenantId, grain)) {
            if (!month.isBefore(YearMonth.from(from)) && !month.isAfter(YearMonth.from(to))) {
                months.computeIfAbsent(month, unused -> new ArrayList<>());
            }
        }
        for (Map.Entry<YearMonth, List<LocalDate>> month : months.entrySet()) {
            action.accept(
                    month(tenantId, month.getKey(), month.getValue(), grain).between(from, to));
        }
    }

    static NavigableMap<YearMonth, List<LocalDate>> byMonth(List<LocalDate> days) {
        NavigableMap<YearMonth, List<LocalDate>> months = new TreeMap<>();
        for (LocalDate day : days) {
            months.computeIfAbsent(YearMonth.from(day), unused -> new ArrayList<>())
                    .add(day);
        }
        return months;
    }

    private Month month(String tenantId, YearMonth month, Collection<LocalDate> rawDays, Grain grain)
            throws IOException {
        SummaryFile file = SummaryFile.read(summaries.file(tenantId, month, grain));
        TreeMap<LocalDate, Long> sizes = new TreeMap<>();
        for (LocalDate day : rawDays) {
            long size = size(tenantId, day);
            if (size >= 0) {
                sizes.put(day, size);
            }
        }
        TreeSet<LocalDate> days = new TreeSet<>(sizes.keySet());
        days.addAll(file.days());
        return new Month(file, sizes, days);
    }

    private interface MonthAction {
        void accept(Month month) throws IOException;
    }

    private long size(String tenantId, LocalDate day) throws IOException {
        try {
            return Files.size(lines.file(tenantId, day));
        } catch (NoSuchFileException none) {
            return -1;
        }
    }

    /** @param sizes of the days' files, as far as they exist */
    private record Month(SummaryFile file, TreeMap<LocalDate, Long> sizes, TreeSet<LocalDate> days) {
        Month between(LocalDate from, LocalDate to) {
            return new Month(file, sizes, new TreeSet<>(days.subSet(from, true, to, true)));
        }

        /** The seal of a summary that fits the lines as they are; null where the lines must be read. */
        @Nullable
        Seal trusted(LocalDate day) {
            Seal seal = file.seal(day);
            Long size = sizes.get(day);
            return seal != null && (size == null || seal.fits(size)) ? seal : null;
        }
    }
}
