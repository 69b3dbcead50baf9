package io.ccgate.observe.requests;

import io.ccgate.config.model.RequestLogConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.observe.ExchangeObserver;
import io.ccgate.observe.redact.KnownSecrets;
import io.ccgate.observe.redact.SecretValues;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes finished requests from the event loops and writes them down on one thread of its own. {@link #ended} never blocks: a disk or a
 * thread that cannot keep up costs entries, which are counted, and no request its time.
 */
public final class RequestLog implements ExchangeObserver {
    private static final Logger log = LoggerFactory.getLogger(RequestLog.class);
    private static final int MAX_QUEUED = 20_000;
    private static final int MOST_PENDING = 1 << 20;
    private static final long BATCH_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final RequestFiles files;
    private final InstantSource clock;
    private final DayWriter writer;
    private final ConcurrentLinkedQueue<EndedExchange> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Tail> tails = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "request-log");

    private volatile RequestLogConfig config;
    private volatile boolean closing;
    private @Nullable ConfigSnapshot maskedFor;
    private SecretValues secrets = SecretValues.NONE;
    private long nextTidy = Long.MIN_VALUE;
    private boolean failing;

    /** Hears of every request once its line is made. Called on the log's thread, so it must be quick. */
    public interface Tail {
        /**
         * @param tenant whose request it was; null when nobody was recognised
         * @param line JSON without a line end, as lists show it
         */
        void ended(@Nullable String tenant, byte[] line);
    }

    public RequestLog(Path dataFolder, RequestLogConfig config, InstantSource clock) {
        this.files = RequestFiles.in(dataFolder);
        this.config = config;
        this.clock = clock;
        this.writer = new DayWriter(files);
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Changes retention; the mode comes with each request. */
    public void reconfigure(RequestLogConfig changed) {
        config = changed;
    }

    @Override
    public void ended(ExchangeSummary summary, Cost cost, @Nullable Recording recording) {
        if (recording != null) {
            recording.end();
        }
        EndedExchange ended = new EndedExchange(summary, cost, recording);
        if (queued.incrementAndGet() > MAX_QUEUED) {
            queued.decrementAndGet();
            dropped.increment();
            release(ended);
            return;
        }
        queue.add(ended);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** @return takes the listener away again */
    public Runnable follow(Tail tail) {
        tails.add(tail);
        return () -> tails.remove(tail);
    }

    /**
     * Deletes all days before the given one. Done on the log's own thread, since it may have their files open.
     *
     * @return how many days went
     */
    public CompletableFuture<Integer> deleteBefore(LocalDate oldestKept) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                writer.close();
                done.complete(files.days().deleteBefore(oldestKept));
            } catch (IOException failed) {
                done.completeExceptionally(failed);
            }
        });
        if (closing) {
            done.completeExceptionally(new IOException("the gateway stops"));
        }
        asleep.set(false);
        LockSupport.unpark(thread);
        return done;
    }

    /** Where the log lies. */
    public RequestFiles files() {
        return files;
    }

    /** Requests missing in the log, since the queue was full or the disk refused. */
    public long dropped() {
        return dropped.sum();
    }

    public long written() {
        return written.sum();
    }

    /** Requests that wait to be written. */
    public int queued() {
        return queued.get();
    }

    /** Writes what is queued and stops. Blocks up to {@code grace}. */
    public void close(Duration grace) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, grace.toMillis()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            cycle();
            sleep();
        }
        cycle();
        try {
            writer.close();
        } catch (IOException failed) {
            failed(failed);
        }
    }

    private void cycle() {
        for (EndedExchange ended = queue.poll(); ended != null; ended = queue.poll()) {
            queued.decrementAndGet();
            try {
                write(ended);
            } catch (IOException failed) {
                dropped.increment();
                failed(failed);
            } catch (RuntimeException unexpected) {
                dropped.increment();
                log.error("Request {} cannot be logged", ended.summary().requestId(), unexpected);
            } finally {
                release(ended);
            }
        }
        flush();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        tidy();
    }

    private void write(EndedExchange ended) throws IOException {
        ExchangeSummary summary = ended.summary();
        SecretValues known = secrets(summary.snapshot());
        writer.at(LocalDate.ofInstant(summary.timestamp(), ZoneOffset.UTC));
        DayWriter.Place place = DayWriter.Place.NONE;
        Recording recording = ended.recording();
        if (recording != null && recording.keeps(ended.failed())) {
            place = writer.detail(DetailText.of(recording, summary.requestId(), known, recording.cap()));
        }
        byte[] line = SummaryLine.of(ended, known, place.at(), place.size());
        writer.line(line);
        written.increment();
        for (Tail tail : tails) {
            tail.ended(summary.tenantId(), line);
        }
        if (writer.pendingBytes() > MOST_PENDING) {
            flush();
        }
    }

    private void flush() {
        try {
            writer.flush();
            if (failing) {
                failing = false;
                log.warn("The request log can be written again; {} requests are missing in it so far", dropped());
            }
        } catch (IOException failed) {
            failed(failed);
        }
    }

    private void failed(IOException failed) {
        if (!failing) {
            failing = true;
            log.error("The request log cannot be written; requests go on without it. Check the data folder", failed);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a snapshot is itself
    private SecretValues secrets(ConfigSnapshot snapshot) {
        if (snapshot != maskedFor) {
            secrets = KnownSecrets.of(snapshot.config());
            maskedFor = snapshot;
        }
        return secrets;
    }

    private void tidy() {
        long now = clock.millis();
        if (now < nextTidy) {
            return;
        }
        nextTidy = now + TIDY_EVERY.toMillis();
        try {
            LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(config.retention()), ZoneOffset.UTC);
            int gone = files.days().deleteBefore(oldest);
            if (gone > 0) {
                log.info("Removed the request log of {} days before {}", gone, oldest);
            }
        } catch (IOException failed) {
            log.warn("Old days of the request log cannot be removed: {}", failed.toString());
        }
    }

    private static void release(EndedExchange ended) {
        Recording recording = ended.recording();
        if (recording != null) {
            recording.release();
        }
    }

    private void sleep() {
        asleep.set(true);
        if (queue.isEmpty() && tasks.isEmpty() && !closing) {
            LockSupport.parkNanos(this, TIDY_EVERY.toNanos());
        }
        asleep.set(false);
        if (!closing) {
            // A moment more, so that a busy gateway writes in batches.
            LockSupport.parkNanos(this, BATCH_NANOS);
        }
    }
}
