package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the summaries of days that are over, where they are missing or do not fit the lines any more. Interrupted
 * anywhere it has done no harm: what is not summed yet is read from its lines. One thread at a time.
 */
public final class DayCloser {
    private static final Logger log = LoggerFactory.getLogger(DayCloser.class);
    /** From here on an administrator may wonder what takes so long. */
    private static final int MANY = 30;

    private final UsageFiles lines;
    private final UsageHistory history;

    public DayCloser(UsageFiles lines, UsageHistory history) {
        this.lines = lines;
        this.history = history;
    }

    /**
     * Sums up every day before {@code today}.
     *
     * @param thoroughly whether summaries of every grain are looked at, not only those that are written last
     * @param stop asked between two days
     * @return number of days that were summed up
     * @throws IOException when lines cannot be read or summaries not be written
     */
    public int close(LocalDate today, boolean thoroughly, BooleanSupplier stop) throws IOException {
        List<Grain> grains = thoroughly ? Grain.FINEST_FIRST : List.of(Grain.DAY);
        int closed = 0;
        for (String tenantId : lines.tenants()) {
            List<LocalDate> days = lines.days(tenantId, LocalDate.EPOCH, today.minusDays(1));
            for (Map.Entry<YearMonth, List<LocalDate>> month :
                    UsageHistory.byMonth(days).entrySet()) {
                for (LocalDate day : history.unsummed(tenantId, month.getKey(), month.getValue(), grains)) {
                    if (stop.getAsBoolean()) {
                        return closed;
                    }
                    close(tenantId, day);
                    if (++closed == MANY) {
                        log.info("Summing up usage of past days; this happens once");
                    }
                }
            }
        }
        return closed;
    }

    private void close(String tenantId, LocalDate day) throws IOException {
        DayDigest digest = DayDigest.read(lines.file(tenantId, day), day);
        if (digest.seal().bad() > 0) {
            log.warn(
                    "The usage file of tenant {} of {} holds {} lines that are no records; they are not counted",
                    tenantId,
                    day,
                    digest.seal().bad());
        }
        for (Grain grain : Grain.FINEST_FIRST) {
            SummaryFile.append(
                    history.summaries().file(tenantId, YearMonth.from(day), grain),
                    digest.seal(),
                    SummaryBody.of(digest, grain));
        }
    }
}
