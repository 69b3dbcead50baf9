package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the ledger with the files when the gateway starts. {@link #open()} reads the days of running windows and returns: by the
 * day, week, month and five hours every limit is right from the first request on. All days before count towards totals without an end
 * alone. Where they are summed up already, as they always are but on a first start, they are counted at once too; else
 * {@link #count} sums them up while the gateway serves, and until then the ledger lets nobody in who has such a limit.
 */
public final class Past {
    private static final Logger log = LoggerFactory.getLogger(Past.class);
    /** Less than a second. */
    private static final long AT_ONCE_BYTES = 64L << 20;

    private final UsageFiles lines;
    private final UsageHistory history;
    private final Ledger ledger;
    private final Function<String, ZoneId> zones;
    private final Instant now;
    private final BooleanSupplier writable;
    private final long atOnceBytes;
    /** The first day of each tenant's running windows, as long as the days before are not counted. */
    private final Map<String, LocalDate> uncounted = new TreeMap<>();

    /**
     * @param zones the time zone of each tenant's calendar
     * @param writable whether sums may be written down
     */
    public Past(
            UsageFiles lines,
            UsageHistory history,
            Ledger ledger,
            Function<String, ZoneId> zones,
            Instant now,
            BooleanSupplier writable) {
        this(lines, history, ledger, zones, now, writable, AT_ONCE_BYTES);
    }

    /** @param atOnceBytes lines without sums before the running windows that are read before the first request */
    Past(
            UsageFiles lines,
            UsageHistory history,
            Ledger ledger,
            Function<String, ZoneId> zones,
            Instant now,
            BooleanSupplier writable,
            long atOnceBytes) {
        this.lines = lines;
        this.history = history;
        this.ledger = ledger;
        this.zones = zones;
        this.now = now;
        this.writable = writable;
        this.atOnceBytes = atOnceBytes;
    }

    /**
     * Counts what running windows need. Blocks; before the gateway serves.
     *
     * @throws IOException when files cannot be read
     */
    public void open() throws IOException {
        Replay windows = new Replay(history, ledger);
        for (String tenantId : history.tenants()) {
            ZoneId zone = zones.apply(tenantId);
            LocalDate first = Replay.first(zone, now);
            windows.run(tenantId, zone, now, unsummed(tenantId, first));
            uncounted.put(tenantId, first);
            ledger.pastCounted(tenantId, zone, false);
        }
        if (unsummedBytes() <= atOnceBytes) {
            count(new DayCloser(lines, history), () -> false);
        } else {
            log.info("Usage of past days is summed up while the gateway serves; this happens once");
        }
    }

    /**
     * Counts the days before. Takes minutes on the first start on a year of lines; keeps half of the machine for others.
     *
     * @param stop asked before each day
     * @return whether all is counted; else it may be tried again
     */
    public boolean count(BooleanSupplier stop) {
        try {
            count(new DayCloser(lines, history), stop);
        } catch (IOException unreadable) {
            log.error("Usage of past days cannot be read; whoever has a total limit has to wait", unreadable);
        }
        return uncounted.isEmpty();
    }

    private void count(DayCloser closer, BooleanSupplier stop) throws IOException {
        for (Map.Entry<String, LocalDate> tenant : List.copyOf(uncounted.entrySet())) {
            LocalDate last = tenant.getValue().minusDays(1);
            sum(closer, tenant.getKey(), LocalDate.EPOCH, last, stop);
            if (stop.getAsBoolean()) {
                return;
            }
            count(tenant.getKey(), last);
            uncounted.remove(tenant.getKey());
        }
    }

    private void count(String tenantId, LocalDate last) throws IOException {
        Map<String, Aggregate> models = new HashMap<>();
        history.cells(
                tenantId,
                LocalDate.EPOCH,
                last,
                Grain.DAY,
                (cell, sums) -> models.computeIfAbsent(cell.model(), unused -> new Aggregate())
                        .add(sums));
        ZoneId zone = zones.apply(tenantId);
        // Before every window, wherever a reload may have moved them meanwhile: for the total alone.
        long longAgo = 0;
        models.forEach((model, sums) -> ledger.replay(tenantId, zone, longAgo, model, sums));
        ledger.pastCounted(tenantId, zone, true);
    }

    /** What cannot be written down now, as on a disk that is full, is read from the lines. */
    private void sum(DayCloser closer, String tenantId, LocalDate from, LocalDate to, BooleanSupplier stop) {
        if (!writable.getAsBoolean()) {
            return;
        }
        try {
            closer.close(tenantId, from, to, List.of(Grain.DAY), stop);
        } catch (IOException | RuntimeException failed) {
            log.warn("Usage of past days cannot be summed up now; their lines are read: {}", failed.toString());
        }
    }

    /** Days of running windows without sums, all but those that are read line by line anyway, side by side. */
    private Map<LocalDate, LimitSums> unsummed(String tenantId, LocalDate first) throws IOException {
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        Map<LocalDate, Path> files = history.unsummedFiles(tenantId, first, last);
        return files.isEmpty() ? Map.of() : SideBySide.all(files, LimitSums::read);
    }

    private long unsummedBytes() throws IOException {
        long bytes = 0;
        for (Map.Entry<String, LocalDate> tenant : uncounted.entrySet()) {
            LocalDate last = tenant.getValue().minusDays(1);
            for (Path file : history.unsummedFiles(tenant.getKey(), LocalDate.EPOCH, last)
                    .values()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
