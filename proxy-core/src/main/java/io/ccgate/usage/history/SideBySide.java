package io.ccgate.usage.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads many files at a time. */
final class SideBySide {
    private SideBySide() {}

    /** One piece of it. */
    interface Work<T, R> {
        R on(T piece) throws IOException;
    }

    /** On all processors. Blocks; results stand under the keys of their pieces. */
    static <K, T, R> Map<K, R> all(Map<K, T> pieces, Work<T, R> work) throws IOException {
        List<R> results =
                all(List.copyOf(pieces.values()), work, Runtime.getRuntime().availableProcessors());
        Map<K, R> done = new TreeMap<>();
        int next = 0;
        for (K key : pieces.keySet()) {
            done.put(key, results.get(next++));
        }
        return done;
    }

    /**
     * Blocks; results are in the order of their pieces.
     *
     * @param threads pieces at a time
     */
    static <T, R> List<R> all(List<T> pieces, Work<T, R> work, int threads) throws IOException {
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.max(1, Math.min(threads, pieces.size())), SideBySide::thread);
        try {
            List<Future<R>> begun = new ArrayList<>();
            for (T piece : pieces) {
                begun.add(pool.submit(() -> work.on(piece)));
            }
            List<R> done = new ArrayList<>();
            for (Future<R> each : begun) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException unreadable ? unreadable : new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "usage-files");
        thread.setDaemon(true);
        return thread;
    }
}
