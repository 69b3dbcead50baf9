package io.ccgate.usage.journal;

import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.model.UsageConfig.Fsync;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Charge;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes finished requests from the event loops and writes them down on one thread of its own, in batches of
 * {@value #BATCH_MILLIS} ms. {@link #append} never blocks and does no I/O. When the disk does not take the lines they
 * wait in memory, bounded, and are tried again every second.
 *
 * <p>With {@code fsync: always} nothing is gathered on purpose: whatever comes while one batch is forced to the disk is
 * the next batch.
 */
public final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final long BATCH_MILLIS = 50;
    private static final long BATCH_NANOS = BATCH_MILLIS * 1_000_000;
    private static final long RETRY_NANOS = 1_000_000_000;
    private static final int MAX_QUEUED = 65_536;
    private static final long MAX_BACKLOG_BYTES = 64L << 20;

    private final Leave leave;
    private final DayFiles files;
    private final List<RecordSink> sinks;
    private final ConcurrentLinkedQueue<Item> queue = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Runnable> corrections = new ConcurrentLinkedQueue<>();
    private final FlushWaiters waiters = new FlushWaiters();
    /** Who waits for the records of this cycle; the writer thread's alone. */
    private final List<Runnable> unforced = new ArrayList<>();

    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread thread;

    private volatile UsageConfig config;
    private volatile long closeDeadline;
    private volatile boolean closing;
    private volatile long backlogBytes;
    private volatile @Nullable String lastError;
    private long lastForce;
    private long lastTry;
    private long lostReported;

    /**
     * @param tenantId null when only the sinks want it
     * @param onDisk null when nobody waits for it
     */
    private record Item(
            ExchangeSummary summary,
            Charge charge,
            @Nullable String tenantId,
            String priceVersion,
            @Nullable Runnable onDisk) {}

    /** Into a folder that nobody else uses. */
    public Journal(UsageFiles files, UsageConfig config, List<RecordSink> sinks) {
        this(files, config, sinks, () -> {}, AppendFile::open);
    }

    /** @param leave throws as long as nothing may be written; asked again every second */
    public Journal(UsageFiles files, UsageConfig config, List<RecordSink> sinks, Leave leave) {
        this(files, config, sinks, leave, AppendFile::open);
    }

    Journal(UsageFiles files, UsageConfig config, List<RecordSink> sinks, AppendFile.Opener opener) {
        this(files, config, sinks, () -> {}, opener);
    }

    private Journal(
            UsageFiles files, UsageConfig config, List<RecordSink> sinks, Leave leave, AppendFile.Opener opener) {
        this.leave = leave;
        this.files = new DayFiles(files, path -> {
            leave.require();
            return opener.open(path);
        });
        this.config = config;
        this.sinks = List.copyOf(sinks);
        this.thread = new Thread(this::run, "usage-journal");
    }

    /** Starts; whether anything can be written is known, and told by {@link #health()}, when this returns. */
    public void start() {
        report(refusal());
        thread.start();
    }

    private @Nullable IOException refusal() {
        try {
            leave.require();
            return null;
        } catch (IOException notNow) {
            return notNow;
        }
    }

    public void reconfigure(UsageConfig changed) {
        config = changed;
    }

    /** Queues one finished request of a single attempt that nobody waits for. */
    public void append(ExchangeSummary summary, Cost cost, @Nullable String tenantId, String priceVersion) {
        append(summary, Charge.of(cost), tenantId, priceVersion, null);
    }

    /**
     * Queues one finished request. Any thread, never blocks.
     *
     * @param tenantId whose books it goes into; null: the sinks alone get it
     * @param onDisk called once when the record is forced to the disk, or cannot be now; on the writer thread, or at
     *     once when there is no room for the record. Only while {@link #holdsAnswers()}; null: nobody waits
     */
    public void append(
            ExchangeSummary summary,
            Charge charge,
            @Nullable String tenantId,
            String priceVersion,
            @Nullable Runnable onDisk) {
        if (queued.incrementAndGet() > MAX_QUEUED) {
            queued.decrementAndGet();
            dropped.incrementAndGet();
            if (onDisk != null) {
                onDisk.run();
            }
            return;
        }
        queue.add(new Item(summary, charge, tenantId, priceVersion, onDisk));
        if (asleep.get()) {
            wake();
        }
    }

    /**
     * Writes corrections behind the lines of a tenant's day, between the records that are written.
     *
     * @param now when they are made
     * @return completes when they are forced to the disk; exceptionally when that failed, though they are kept and tried again
     */
    public CompletableFuture<Void> correct(String tenantId, LocalDate day, List<Correction> due, Instant now) {
        corrections.add(() -> due.forEach(correction -> files.add(correction, tenantId, day, now)));
        return flush();
    }

    /** Whether answers should wait for their record: each is forced to the disk, and the disk takes them. */
    public boolean holdsAnswers() {
        return forcesAll() && lastError == null && !closing;
    }

    private boolean forcesAll() {
        return config.fsync() == Fsync.ALWAYS;
    }

    /**
     * Completes when everything appended before is written and forced to the disk; exceptionally when that failed,
     * though the records are kept and tried again.
     */
    public CompletableFuture<Void> flush() {
        if (!thread.isAlive()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = waiters.add();
        wake();
        LockSupport.unpark(thread);
        return done;
    }

    public JournalHealth health() {
        String error = lastError;
        return new JournalHealth(
                error == null && dropped.get() == 0, queued.get(), backlogBytes, written.get(), dropped.get(), error);
    }

    /**
     * Writes what is left, forces it and stops. Blocks up to {@code grace}.
     *
     * @return whether everything was written
     */
    public boolean close(Duration grace) {
        closeDeadline = System.nanoTime() + grace.toNanos();
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, grace.toMillis()) + RETRY_NANOS / 1_000_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive() && backlogBytes == 0 && queue.isEmpty();
    }

    private void wake() {
        if (asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (!closing) {
                cycle();
                sleep();
            }
            cycle();
            while (backlogBytes > 0 && System.nanoTime() - closeDeadline < 0) {
                LockSupport.parkNanos(this, Math.min(RETRY_NANOS, BATCH_NANOS));
                cycle();
            }
            if (backlogBytes > 0) {
                log.error(
                        "Stopping with {} bytes of usage records that could not be written: {}",
                        backlogBytes,
                        lastError);
            }
        } finally {
            files.close();
            FlushWaiters.complete(waiters.take(), null);
        }
    }

    private void cycle() {
        // Waiters first: whoever waits has appended before, so the drain that follows meets its records.
        List<CompletableFuture<Void>> asked = waiters.take();
        try {
            boolean any = drain();
            for (Runnable correct = corrections.poll(); correct != null; correct = corrections.poll()) {
                correct.run();
            }
            IOException error = write(!asked.isEmpty());
            tellUnforced();
            if (any) {
                sinks.forEach(Journal::flush);
            }
            reportLost();
            FlushWaiters.complete(asked, error);
            files.trim();
        } catch (RuntimeException | Error unexpected) {
            log.error("The usage journal met an error and goes on", unexpected);
            tellUnforced();
            FlushWaiters.complete(asked, new IOException(unexpected));
        }
    }

    /** Also when it could not be written: a full disk must not keep answers from their clients. */
    private void tellUnforced() {
        for (Runnable waiting : unforced) {
            try {
                waiting.run();
            } catch (RuntimeException failed) {
                log.warn("An answer cannot be told that its record is on the disk", failed);
            }
        }
        unforced.clear();
    }

    private boolean drain() {
        boolean any = false;
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            any = true;
            queued.decrementAndGet();
            note(item);
            if (files.pendingBytes() > MAX_BACKLOG_BYTES / 4) {
                // A long queue goes out in portions; what cannot go out stays bounded below.
                write(false);
            }
        }
        return any;
    }

    private void note(Item item) {
        Runnable onDisk = item.onDisk();
        if (onDisk != null) {
            unforced.add(onDisk);
        }
        for (RecordSink sink : sinks) {
            try {
                sink.accept(item.summary(), item.charge().total());
            } catch (RuntimeException failed) {
                log.warn("A log of finished requests failed", failed);
            }
        }
        String tenantId = item.tenantId();
        if (tenantId == null) {
            return;
        }
        if (files.pendingBytes() > MAX_BACKLOG_BYTES) {
            dropped.incrementAndGet();
            return;
        }
        try {
            files.add(item.summary(), tenantId, item.charge(), item.priceVersion());
        } catch (RuntimeException unencodable) {
            dropped.incrementAndGet();
            log.error(
                    "Usage record of request {} cannot be written",
                    item.summary().requestId(),
                    unencodable);
        }
    }

    private static void flush(RecordSink sink) {
        try {
            sink.flush();
        } catch (RuntimeException failed) {
            log.warn("A log of finished requests failed", failed);
        }
    }

    /** Writes what waits and forces it as configured; null when nothing failed. */
    private @Nullable IOException write(boolean force) {
        long now = System.nanoTime();
        if (lastError != null && !force && !closing && now - lastTry < RETRY_NANOS) {
            backlogBytes = files.pendingBytes();
            return null;
        }
        lastTry = now;
        IOException refused = refusal();
        DayFiles.Outcome outcome = files.flush();
        IOException error = refused == null ? outcome.error() : refused;
        if (force || closing || forceIsDue(now)) {
            lastForce = now;
            IOException unforced = files.force();
            error = error == null ? unforced : error;
        }
        written.addAndGet(outcome.lines());
        backlogBytes = files.pendingBytes();
        report(error);
        return error;
    }

    private boolean forceIsDue(long now) {
        UsageConfig current = config;
        return forcesAll()
                || (current.fsync() == Fsync.INTERVAL
                        && now - lastForce >= current.fsyncInterval().toNanos());
    }

    /** Says once that writing fails, and once that it works again. */
    private void report(@Nullable IOException error) {
        String before = lastError;
        if (error == null) {
            if (before != null) {
                lastError = null;
                log.warn("Usage records are written again; the backlog is on disk");
            }
            return;
        }
        lastError = error.toString();
        if (before == null) {
            log.error(
                    "Usage records cannot be written; they are kept in memory (up to {} MB) and tried again every"
                            + " second. Check free space and permissions of the data folder",
                    MAX_BACKLOG_BYTES >> 20,
                    error);
        }
    }

    private void reportLost() {
        long lost = dropped.get();
        if (lost > lostReported) {
            log.error("{} usage records were lost: neither disk nor memory had room for them", lost - lostReported);
            lostReported = lost;
        }
    }

    private void sleep() {
        asleep.set(true);
        if (queue.isEmpty() && waiters.isEmpty() && !closing) {
            if (lastError != null) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            } else if (config.fsync() == Fsync.INTERVAL && files.unforced()) {
                LockSupport.parkNanos(
                        this, Math.max(BATCH_NANOS, config.fsyncInterval().toNanos()));
            } else {
                LockSupport.park(this);
            }
        }
        asleep.set(false);
        if (waiters.isEmpty() && !closing && !forcesAll()) {
            LockSupport.parkNanos(this, BATCH_NANOS);
        }
    }
}
