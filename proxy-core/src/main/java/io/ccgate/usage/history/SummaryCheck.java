package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether summaries say what their lines do. Reads summaries; thread-safe. */
public final class SummaryCheck {
    private final SummaryFiles summaries;

    public SummaryCheck(UsageFiles lines) {
        this.summaries = SummaryFiles.beside(lines);
    }

    /**
     * A day's lines and what its summary says of them.
     *
     * @param sums of all lines
     * @param seal what the summary was made of; empty when there is none
     * @param fits whether every grain of the summary adds up to what the lines do
     */
    public record Checked(Aggregate sums, Optional<Seal> seal, boolean fits) {}

    /** Compares a day that has been read to its end. */
    public Checked day(String tenantId, LocalDate day, DayReading read) {
        DayDigest digest = read.digest();
        Aggregate sums = new Aggregate();
        digest.cells().forEach((cell, usage) -> sums.add(usage));
        boolean fits = true;
        for (Grain grain : Grain.values()) {
            fits &= fits(file(tenantId, day, grain), day, digest, grain);
        }
        return new Checked(
                sums, Optional.ofNullable(file(tenantId, day, Grain.DAY).seal(day)), fits);
    }

    private static boolean fits(SummaryFile file, LocalDate day, DayDigest digest, Grain grain) {
        Seal seal = file.seal(day);
        if (seal == null) {
            return true;
        }
        Map<Object, Aggregate> said = new HashMap<>();
        Map<Object, Aggregate> read = new HashMap<>();
        if (grain == Grain.SESSION) {
            SummaryBody.forEachSession(file.bytes(), file.bodyOf(day), seal, said::put);
            digest.sessions().forEach(read::put);
        } else {
            SummaryBody.forEachCell(file.bytes(), file.bodyOf(day), seal, said::put);
            digest.cells(grain).forEach(read::put);
        }
        return same(said, read);
    }

    private static boolean same(Map<Object, Aggregate> said, Map<Object, Aggregate> read) {
        return said.keySet().equals(read.keySet())
                && said.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(
                                entry.getValue().numbers(),
                                read.getOrDefault(entry.getKey(), new Aggregate())
                                        .numbers()));
    }

    private SummaryFile file(String tenantId, LocalDate day, Grain grain) {
        return SummaryFile.read(summaries.file(tenantId, YearMonth.from(day), grain));
    }
}
