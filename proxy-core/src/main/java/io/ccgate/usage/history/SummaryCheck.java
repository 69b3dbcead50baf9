package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether summaries say what their lines do. Reads both; thread-safe. */
public final class SummaryCheck {
    private final UsageFiles lines;
    private final SummaryFiles summaries;

    public SummaryCheck(UsageFiles lines) {
        this.lines = lines;
        this.summaries = SummaryFiles.beside(lines);
    }

    /** What a day's summary was made of; empty when there is none. */
    public Optional<Seal> seal(String tenantId, LocalDate day) throws IOException {
        return Optional.ofNullable(file(tenantId, day, Grain.DAY).seal(day));
    }

    /** Whether every grain of a day's summary adds up to what the lines do. */
    public boolean fits(String tenantId, LocalDate day) throws IOException {
        DayDigest digest = DayDigest.read(lines.file(tenantId, day), day);
        for (Grain grain : Grain.values()) {
            SummaryFile file = file(tenantId, day, grain);
            Seal seal = file.seal(day);
            if (seal == null) {
                continue;
            }
            Map<Object, Aggregate> said = new HashMap<>();
            Map<Object, Aggregate> read = new HashMap<>();
            if (grain == Grain.SESSION) {
                SummaryBody.forEachSession(file.bytes(), file.bodyOf(day), said::put);
                digest.sessions().forEach(read::put);
            } else {
                SummaryBody.forEachCell(file.bytes(), file.bodyOf(day), seal, said::put);
                digest.cells(grain).forEach(read::put);
            }
            if (!same(said, read)) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Map<Object, Aggregate> said, Map<Object, Aggregate> read) {
        return said.keySet().equals(read.keySet())
                && said.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(
                                entry.getValue().numbers(),
                                read.getOrDefault(entry.getKey(), new Aggregate())
                                        .numbers()));
    }

    private SummaryFile file(String tenantId, LocalDate day, Grain grain) throws IOException {
        return SummaryFile.read(summaries.file(tenantId, YearMonth.from(day), grain));
    }
}
