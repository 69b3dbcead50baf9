package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's hold on its data folder: taken at the start, or, where the folder takes no file then, as soon as it does. Until then
 * nothing in it may be written, since another gateway may come first. Thread-safe.
 */
public final class DataFolderHold implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DataFolderHold.class);

    private final Path folder;
    private final InstantSource clock;
    private List<String> addresses = List.of();
    /** Whether the lock says who holds it, as far as that is known; a full disk may not take even that. */
    private volatile boolean named;

    private boolean closed;
    private volatile @Nullable DataFolderLock lock;

    public DataFolderHold(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Whether the folder is ours. */
    public boolean held() {
        return lock != null;
    }

    /**
     * Takes the folder if it is not ours yet. Cheap if it is; else it touches the disk.
     *
     * @throws DataFolderInUse when another gateway has it
     * @throws IOException when it cannot be written now
     */
    public void require() throws IOException {
        if (lock == null) {
            take();
        } else if (!named) {
            tell();
        }
    }

    private synchronized void take() throws IOException {
        if (closed) {
            throw new IOException("The data folder was given back");
        }
        if (lock == null) {
            lock = DataFolderLock.take(folder, clock.instant());
            tell();
        }
    }

    /** Where clients reach this gateway; a second one that wants the folder is told so. */
    public synchronized void serving(List<String> where) {
        addresses = List.copyOf(where);
        tell();
    }

    private synchronized void tell() {
        DataFolderLock held = lock;
        if (held == null) {
            return;
        }
        try {
            held.tell(addresses);
            named = true;
        } catch (IOException full) {
            named = false;
        }
    }

    /** Gives the folder back. */
    @Override
    public synchronized void close() {
        DataFolderLock held = lock;
        lock = null;
        closed = true;
        if (held != null) {
            try {
                held.close();
            } catch (IOException failed) {
                log.warn("Giving the data folder back failed", failed);
            }
        }
    }
}
