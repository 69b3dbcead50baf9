package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the summaries of days that are over, where they are missing or do not fit the lines any more: a month at a time, its
 * days side by side. Interrupted anywhere it has done no harm: what is not summed yet is read from its lines. One thread at a
 * time.
 */
public final class DayCloser {
    private static final Logger log = LoggerFactory.getLogger(DayCloser.class);
    /** From here on an administrator may wonder what takes so long. */
    private static final int MANY = 30;

    private final UsageFiles lines;
    private final UsageHistory history;
    private final int threads;

    /** Leaves half of the machine to others. */
    public DayCloser(UsageFiles lines, UsageHistory history) {
        this.lines = lines;
        this.history = history;
        this.threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /**
     * Sums up every day before {@code today}.
     *
     * @param thoroughly whether summaries of every grain are looked at, not only those that are written last
     * @param stop asked before each day
     * @return number of days that were summed up
     * @throws IOException when lines cannot be read or summaries not be written
     */
    public int close(LocalDate today, boolean thoroughly, BooleanSupplier stop) throws IOException {
        List<Grain> grains = thoroughly ? Grain.FINEST_FIRST : List.of(Grain.DAY);
        int closed = 0;
        for (String tenantId : lines.tenants()) {
            closed += close(tenantId, LocalDate.EPOCH, today.minusDays(1), grains, stop);
        }
        return closed;
    }

    /** Sums up days of one tenant, from {@code from} to {@code to}, that lack one of some grains. */
    int close(String tenantId, LocalDate from, LocalDate to, List<Grain> grains, BooleanSupplier stop)
            throws IOException {
        int closed = 0;
        for (Map.Entry<YearMonth, List<LocalDate>> month :
                UsageHistory.byMonth(lines.days(tenantId, from, to)).entrySet()) {
            List<LocalDate> days = history.unsummed(tenantId, month.getKey(), month.getValue(), grains);
            if (!days.isEmpty() && !stop.getAsBoolean()) {
                closed += month(tenantId, month.getKey(), days, stop);
            }
            if (closed >= MANY && closed - days.size() < MANY) {
                log.info("Summing up past usage of tenant {}; this happens once", tenantId);
            }
        }
        return closed;
    }

    private int month(String tenantId, YearMonth month, List<LocalDate> days, BooleanSupplier stop) throws IOException {
        List<Map<Grain, ByteBuffer>> summed =
                SideBySide.all(days, day -> stop.getAsBoolean() ? Map.of() : blocks(tenantId, day), threads);
        for (Grain grain : Grain.FINEST_FIRST) {
            List<ByteBuffer> blocks = summed.stream()
                    .map(day -> day.get(grain))
                    .filter(Objects::nonNull)
                    .toList();
            SummaryFile.append(history.summaries().file(tenantId, month, grain), blocks);
        }
        return (int) summed.stream().filter(day -> !day.isEmpty()).count();
    }

    private Map<Grain, ByteBuffer> blocks(String tenantId, LocalDate day) throws IOException {
        DayDigest digest = DayDigest.read(lines.file(tenantId, day), day);
        if (digest.seal().bad() > 0) {
            log.warn(
                    "The usage file of tenant {} of {} holds {} lines that are no records; they are not counted",
                    tenantId,
                    day,
                    digest.seal().bad());
        }
        Map<Grain, ByteBuffer> blocks = new EnumMap<>(Grain.class);
        for (Grain grain : Grain.FINEST_FIRST) {
            blocks.put(grain, SummaryFile.block(digest.seal(), SummaryBody.of(digest, grain)));
        }
        return blocks;
    }
}
