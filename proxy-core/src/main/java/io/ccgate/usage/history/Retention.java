package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes lines that are older than they may be, and what the summaries know of their sessions. The other sums stay:
 * they name no session and no address, and budgets without an end need them. A day is only deleted when its sums are
 * safe, and never one that a running window must read by the line. One thread at a time.
 */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final UsageFiles lines;
    private final UsageHistory history;

    public Retention(UsageFiles lines, UsageHistory history) {
        this.lines = lines;
        this.history = history;
    }

    /**
     * @param retentionDays days before today that keep their lines; 0 keeps all
     * @param zones the time zone of each tenant's calendar
     * @return number of day files that were deleted
     */
    public int apply(Instant now, int retentionDays, Function<String, ZoneId> zones) throws IOException {
        if (retentionDays <= 0) {
            return 0;
        }
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(retentionDays);
        int deleted = 0;
        for (String tenantId : history.tenants()) {
            Set<LocalDate> needed = Replay.lineByLine(zones.apply(tenantId), now);
            List<LocalDate> old = lines.days(tenantId, LocalDate.EPOCH, first.minusDays(1));
            for (Map.Entry<YearMonth, List<LocalDate>> month :
                    UsageHistory.byMonth(old).entrySet()) {
                Set<LocalDate> keep =
                        new HashSet<>(history.unsummed(tenantId, month.getKey(), month.getValue(), Grain.FINEST_FIRST));
                keep.addAll(needed);
                for (LocalDate day : month.getValue()) {
                    if (!keep.contains(day)) {
                        delete(lines.file(tenantId, day));
                        deleted++;
                    }
                }
            }
            forgetSessions(tenantId, first);
        }
        if (deleted > 0) {
            log.info("Deleted {} usage files of days before {}; their sums stay", deleted, first);
        }
        return deleted;
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".torn"));
        Path month = file.getParent();
        if (month != null) {
            try {
                Files.delete(month);
            } catch (DirectoryNotEmptyException | NoSuchFileException stays) {
                log.trace("{} stays", month, stays);
            }
        }
    }

    private void forgetSessions(String tenantId, LocalDate first) throws IOException {
        for (YearMonth month : history.summaries().months(tenantId, Grain.SESSION)) {
            if (!month.isAfter(YearMonth.from(first))) {
                SummaryFile.retain(
                        history.summaries().file(tenantId, month, Grain.SESSION),
                        day -> !day.isBefore(first) || Files.exists(lines.file(tenantId, day)));
            }
        }
    }
}
