package io.ccgate.observe.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.observe.days.BackwardLines;
import io.ccgate.observe.days.DayFolders;
import io.ccgate.observe.days.LineFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps events in {@code data/events/YYYY-MM-DD/events.ndjson}. {@link #add} may be called on any thread and never blocks. */
public final class EventLog {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int KEPT_DAYS = 30;
    /** Events that wait for the disk; a storm of failures must not fill the memory. */
    private static final int MOST_WAITING = 1_000;

    private final DayFolders days;
    private final InstantSource clock;
    private final Executor writer;
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private LocalDate tidied = LocalDate.MIN;

    /** @param writer runs one task at a time, in order; its thread writes the files */
    public EventLog(Path dataFolder, InstantSource clock, Executor writer) {
        this.days = new DayFolders(dataFolder.resolve("events"));
        this.clock = clock;
        this.writer = writer;
    }

    /**
     * Pieces of a list.
     *
     * @param total events that fit, over all pages
     */
    public record Page(List<ObjectNode> items, int total) {}

    public void add(SystemEvent event) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return;
        }
        try {
            writer.execute(() -> {
                waiting.decrementAndGet();
                write(event);
            });
        } catch (RejectedExecutionException stopping) {
            waiting.decrementAndGet();
        }
    }

    /**
     * Tells of each event, as a line of JSON.
     *
     * @return takes the listener away again
     */
    public Runnable follow(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Newest first. Reads files: call it on a worker thread. */
    public Page list(Predicate<ObjectNode> wanted, int skip, int most) throws IOException {
        List<ObjectNode> items = new ArrayList<>();
        int total = 0;
        for (LocalDate day : days.newestFirst()) {
            try (BackwardLines lines = BackwardLines.open(file(day), Long.MAX_VALUE)) {
                while (lines.next()) {
                    ObjectNode event = EventLines.parse(lines.copy());
                    if (event != null && wanted.test(event)) {
                        if (total >= skip && items.size() < most) {
                            items.add(event);
                        }
                        total++;
                    }
                }
            } catch (FileNotFoundException tidiedAway) {
                // The days before it are still there.
            }
        }
        return new Page(items, total);
    }

    /** Deletes all of them. Reads and writes files: call it on a worker thread. */
    public void clear() throws IOException {
        days.deleteBefore(LocalDate.MAX);
    }

    private void write(SystemEvent event) {
        LocalDate day = LocalDate.ofInstant(event.at(), ZoneOffset.UTC);
        String line = EventLines.of(event);
        try (LineFile file = LineFile.open(file(day))) {
            byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
            file.append(bytes, bytes.length);
            if (!day.equals(tidied)) {
                tidied = day;
                days.deleteBefore(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(KEPT_DAYS));
            }
        } catch (IOException failed) {
            log.warn("An event could not be kept: {}", failed.toString());
        }
        listeners.forEach(listener -> listener.accept(line));
    }

    private Path file(LocalDate day) {
        return days.of(day).resolve("events.ndjson");
    }
}
