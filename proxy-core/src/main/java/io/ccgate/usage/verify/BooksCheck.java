package io.ccgate.usage.verify;

import io.ccgate.usage.history.DayReading;
import io.ccgate.usage.history.Seal;
import io.ccgate.usage.history.SummaryCheck;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.DataFolderLock;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.verify.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks all usage files of a data folder, or those of some days. Changes nothing: what a start of the gateway would
 * mend is only told of.
 */
public final class BooksCheck {
    private final UsageFiles lines;
    private final UsageHistory history;
    private final SummaryCheck summaries;
    private final boolean running;
    private final List<Finding> findings = new ArrayList<>();
    private final Aggregate sums = new Aggregate();
    private long files;
    private long records;

    /**
     * What was found.
     *
     * @param files day files that were read
     * @param records lines that are records
     * @param sums over all of them
     */
    public record Result(List<Finding> findings, long files, long records, Aggregate sums) {
        /** Whether nothing is lost, doubled or wrong. */
        public boolean ok() {
            return findings.stream().noneMatch(Finding::problem);
        }
    }

    private BooksCheck(Path dataFolder) {
        lines = new UsageFiles(dataFolder.resolve("usage"));
        history = new UsageHistory(lines);
        summaries = new SummaryCheck(lines);
        running = DataFolderLock.holder(dataFolder).isPresent();
    }

    /**
     * @param tenant empty: all
     * @param from first day, included
     * @param to last day, included
     * @throws IOException when a file cannot be read
     */
    public static Result run(Path dataFolder, Optional<String> tenant, LocalDate from, LocalDate to)
            throws IOException {
        BooksCheck check = new BooksCheck(dataFolder);
        for (String tenantId : tenant.map(List::of).orElse(check.history.tenants())) {
            check.tenant(tenantId, from, to);
        }
        return new Result(List.copyOf(check.findings), check.files, check.records, check.sums);
    }

    private void tenant(String tenantId, LocalDate from, LocalDate to) throws IOException {
        TreeSet<LocalDate> days = new TreeSet<>(history.days(tenantId, from, to));
        days.addAll(lines.days(tenantId, from, to));
        for (LocalDate day : days) {
            day(tenantId, day);
        }
    }

    private void day(String tenantId, LocalDate day) throws IOException {
        Path file = lines.file(tenantId, day);
        Path aside = file.resolveSibling(file.getFileName() + ".torn");
        if (Files.exists(aside)) {
            note(Kind.PUT_ASIDE, tenantId, day, Files.size(aside) + " bytes of torn records in " + aside);
        }
        long lastSeq;
        DayReading read = new DayReading(day);
        try {
            DayCheck check = new DayCheck(tenantId, day, findings::add, read);
            records += check.run(file, running);
            lastSeq = check.lastSeq();
            files++;
        } catch (NoSuchFileException deleted) {
            note(Kind.ONLY_SUMS, tenantId, day, "the lines were deleted; their sums are kept");
            return;
        }
        SummaryCheck.Checked checked = summaries.day(tenantId, day, read);
        sums.add(checked.sums());
        Optional<Seal> seal = checked.seal();
        if (seal.isEmpty()) {
            return;
        }
        if (seal.get().lastSeq() > lastSeq) {
            note(
                    Kind.MISSING,
                    tenantId,
                    day,
                    "the summary counted lines up to number " + seal.get().lastSeq() + ", the file ends at " + lastSeq);
        } else if (!seal.get().fits(Files.size(file))) {
            note(Kind.STALE_SUMMARY, tenantId, day, "the file has changed since; the gateway sums it up again");
        } else if (!checked.fits()) {
            note(
                    Kind.WRONG_SUMMARY,
                    tenantId,
                    day,
                    "the summary is not the sum of its lines; delete it to have it made anew");
        }
    }

    private void note(Kind kind, String tenantId, LocalDate day, String detail) {
        findings.add(new Finding(kind, tenantId, day, 0, detail));
    }
}
