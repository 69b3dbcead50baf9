package io.ccgate.usage.history;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.ZoneMove;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the windows of tenants to the time zone that a reload gave them: what lies between their old and their new beginnings is read
 * from the files and counted anew, on a thread of its own. Until then the windows are those of the old zone. Days in which a window
 * begins within an hour are read line by line, all others by the hour.
 */
public final class ZoneRecount {
    private static final Logger log = LoggerFactory.getLogger(ZoneRecount.class);
    private static final long MILLIS_PER_HOUR = 3_600_000L;
    private static final int HOURS = 24;
    /** From the end of a request to its line in the queue it takes microseconds; a stalled machine gets more. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final long FLUSH_SECONDS = 30;
    /** The calendar may roll on while files are read; more than once in a row it does not. */
    private static final int TRIES = 3;

    private final UsageHistory history;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Supplier<CompletableFuture<Void>> flush;
    private final Function<String, ZoneId> zones;

    /**
     * @param flush brings to the disk whatever was used before
     * @param zones the time zone in force of each tenant
     */
    public ZoneRecount(
            UsageHistory history,
            Ledger ledger,
            InstantSource clock,
            Supplier<CompletableFuture<Void>> flush,
            Function<String, ZoneId> zones) {
        this.history = history;
        this.ledger = ledger;
        this.clock = clock;
        this.flush = flush;
        this.zones = zones;
    }

    /** Moves what is not where it belongs. Returns at once. */
    public void follow(List<TenantConfig> tenants) {
        List<String> moved = tenants.stream()
                .map(TenantConfig::id)
                .filter(id -> planned(id) != null)
                .toList();
        if (!moved.isEmpty()) {
            Thread mover = new Thread(() -> moved.forEach(this::move), "usage-zones");
            mover.setDaemon(true);
            mover.start();
        }
    }

    private @Nullable ZoneMove planned(String tenantId) {
        return ledger.planMove(tenantId, zones.apply(tenantId));
    }

    /** One at a time: whoever comes later finds what the one before it did. */
    private synchronized void move(String tenantId) {
        try {
            for (int i = 0; i < TRIES; i++) {
                ZoneMove move = planned(tenantId);
                if (move == null) {
                    return;
                }
                // Of a window that has just begun: what was used before it may still be on its way to the file.
                long settled = move.until() + SETTLING.toMillis();
                TimeUnit.MILLISECONDS.sleep(Math.min(SETTLING.toMillis(), settled - clock.millis()));
                flush.get().get(FLUSH_SECONDS, TimeUnit.SECONDS);
                read(tenantId, move);
                if (ledger.apply(tenantId, move)) {
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException failed) {
            log.warn(
                    "The limits of tenant {} stay in its old time zone until the next reload or start: {}",
                    tenantId,
                    failed.toString());
        }
    }

    private void read(String tenantId, ZoneMove move) throws IOException {
        for (LocalDate day : history.days(tenantId, day(move.from()), day(move.until() - 1))) {
            if (cutsAnHour(move, day)) {
                history.lines(
                        tenantId,
                        day,
                        line -> move.count(
                                line.timestamp(),
                                line.model(),
                                line.totalCost(),
                                line.tokens(),
                                line.counted() ? line.requests() : 0));
            } else {
                history.cells(
                        tenantId,
                        day,
                        day,
                        Grain.HOUR,
                        (cell, sums) -> move.count(
                                cell.hour() * MILLIS_PER_HOUR,
                                cell.model(),
                                sums.totalCost(),
                                sums.tokens(),
                                sums.counted()));
            }
        }
    }

    private static boolean cutsAnHour(ZoneMove move, LocalDate day) {
        long start = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        for (int hour = 0; hour < HOURS; hour++) {
            if (move.cuts(start + hour * MILLIS_PER_HOUR, start + (hour + 1) * MILLIS_PER_HOUR)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
