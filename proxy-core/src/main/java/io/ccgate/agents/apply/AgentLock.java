package io.ccgate.agents.apply;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The lock that Claude Code takes while it changes one of its files: a folder beside the file with {@code .lock} at the end of its name,
 * stale when it has not been touched for ten seconds. The other agents know no lock; from them only comparing protects.
 */
final class AgentLock implements AutoCloseable {
    private static final long STALE_SECONDS = 10;
    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 20;

    private final Path lock;

    private AgentLock(Path lock) {
        this.lock = lock;
    }

    static AgentLock take(Path file, InstantSource clock) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        for (int i = 0; i < TRIES; i++) {
            try {
                Files.createDirectory(lock);
                return new AgentLock(lock);
            } catch (FileAlreadyExistsException held) {
                removeIfStale(lock, clock.instant());
            }
            Pause.millis(PAUSE_MILLIS);
        }
        throw new IOException(file + " is locked by the agent (" + lock + "); try again when it is idle");
    }

    private static void removeIfStale(Path lock, Instant now) throws IOException {
        try {
            if (Files.getLastModifiedTime(lock)
                    .toInstant()
                    .plusSeconds(STALE_SECONDS)
                    .isBefore(now)) {
                Files.deleteIfExists(lock);
            }
        } catch (NoSuchFileException gone) {
            // Given back in this moment.
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(lock);
    }
}
