package io.ccgate.usage.reprice;

import io.ccgate.config.model.Config;
import io.ccgate.usage.journal.DataFolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Asks the gateway that runs on a data folder to price past requests anew, and waits for its answer. */
public final class RepriceVisit {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Path dataFolder;
    private final Duration patience;

    /** @param patience until the gateway begins; how long it takes then depends on how much there is */
    public RepriceVisit(Path dataFolder, Duration patience) {
        this.dataFolder = dataFolder;
        this.patience = patience;
    }

    /**
     * Blocks until it is done.
     *
     * @param config with the right prices, which the gateway must have in force
     * @throws IOException when it cannot be done, or the gateway ends or does not answer; the message says so
     */
    public List<TenantChange> ask(RepriceScope scope, Config config) throws IOException {
        Path folder = Files.createDirectories(RepriceNote.folder(dataFolder));
        String id = UUID.randomUUID().toString();
        Path asked = folder.resolve(id + RepriceNote.ASKED);
        Path answer = folder.resolve(id + RepriceNote.ANSWER);
        RepriceNote.write(
                asked,
                RepriceNote.of(new RepriceNote.Question(scope, config.pricing().version())));
        try {
            long begun = System.nanoTime();
            while (!Files.exists(answer)) {
                if (System.nanoTime() - begun > patience.toNanos() && Files.deleteIfExists(asked)) {
                    throw new IOException(
                            "The gateway that uses " + dataFolder + " does not answer; nothing was written");
                }
                if (DataFolderLock.holder(dataFolder).isEmpty() && !Files.exists(answer)) {
                    throw new IOException("The gateway ended before it answered; ask again, which repeats nothing");
                }
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
            return RepriceNote.changes(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; the gateway may still be at it", stopped);
        } finally {
            Files.deleteIfExists(asked);
            Files.deleteIfExists(answer);
        }
    }
}
