package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes each day a little after it is over, and deletes what need not be kept, on a thread of its own. A pass that
 * fails is tried again an hour later; until then questions read the lines.
 */
public final class DayKeeper {
    private static final Logger log = LoggerFactory.getLogger(DayKeeper.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PASS = Duration.ofHours(1);
    private static final Duration LONGEST_DAY = Duration.ofMinutes(1);
    /** The last records of a day are written by then. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(2);

    private final DayCloser closer;
    private final Retention retention;
    private final InstantSource clock;
    private final IntSupplier retentionDays;
    private final Function<String, ZoneId> zones;
    private final BooleanSupplier writable;
    private final Thread thread = new Thread(this::run, "usage-days");
    private volatile boolean closing;
    private @Nullable LocalDate passed;
    private @Nullable Past past;
    private BooleanSupplier errands = () -> false;

    /** @param writable whether the folder may be changed */
    public DayKeeper(
            UsageFiles lines,
            UsageHistory history,
            InstantSource clock,
            IntSupplier retentionDays,
            Function<String, ZoneId> zones,
            BooleanSupplier writable) {
        this.closer = new DayCloser(lines, history);
        this.retention = new Retention(lines, history);
        this.clock = clock;
        this.retentionDays = retentionDays;
        this.zones = zones;
        this.writable = writable;
        thread.setDaemon(true);
    }

    /**
     * @param past what is left to be counted of it
     * @param errands asked again and again for what else changes past days; returns whether it has changed any
     */
    public void start(Past past, BooleanSupplier errands) {
        this.past = past;
        this.errands = errands;
        thread.start();
    }

    /** Ends after the day it is at; blocks until then, though not for long: what is cut off is done again. */
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LONGEST_DAY.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(boolean thoroughly) {
        if (!writable.getAsBoolean()) {
            return;
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try {
            closer.close(today, thoroughly, () -> closing);
            if (!closing) {
                retention.apply(now, retentionDays.getAsInt(), zones);
            }
        } catch (IOException | RuntimeException failed) {
            log.warn("Usage of past days cannot be summed up now; questions read the lines: {}", failed.toString());
        }
        passed = today;
    }

    private boolean countPast() {
        Past left = past;
        return left == null || left.count(() -> closing);
    }

    private void run() {
        boolean counted = countPast();
        pass(false);
        long last = System.nanoTime();
        while (!closing) {
            LockSupport.parkNanos(this, LOOK.toNanos());
            LocalDate day = LocalDate.ofInstant(clock.instant().minus(AFTER_MIDNIGHT), ZoneOffset.UTC);
            LocalDate done = passed;
            counted = counted || countPast();
            boolean newDay = done == null || day.isAfter(done);
            boolean changed = !closing && writable.getAsBoolean() && errands.getAsBoolean();
            if (!closing && (changed || newDay || System.nanoTime() - last >= PASS.toNanos())) {
                pass(true);
                last = System.nanoTime();
            }
        }
    }
}
