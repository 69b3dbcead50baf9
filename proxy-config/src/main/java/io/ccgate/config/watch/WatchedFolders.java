package io.ccgate.config.watch;

import io.ccgate.config.file.ConfigFile;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes up when something happens in the folders that the configuration lives in: the folder itself, and those that its
 * symbolic links lead to. Folders are watched rather than files, since editors and Kubernetes replace files. Only a hint:
 * some file systems never tell, so the caller also looks by itself.
 */
final class WatchedFolders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolders.class);

    private final Path folder;
    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    WatchedFolders(Path folder) {
        this.folder = folder;
        this.service = open(folder);
    }

    private static Optional<WatchService> open(Path folder) {
        try {
            return Optional.of(folder.getFileSystem().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("no file events for {} ({}); changes are found by looking every second", folder, e.getMessage());
            return Optional.empty();
        }
    }

    /** Watches the folders that count now, and no others. */
    void follow(Collection<Path> references) {
        if (service.isEmpty()) {
            return;
        }
        Set<Path> wanted = new LinkedHashSet<>();
        wanted.add(folder);
        for (ConfigFile file : ConfigFile.values()) {
            for (String name : file.names()) {
                addTarget(folder.resolve(name), wanted);
            }
        }
        for (Path reference : references) {
            Path parent = reference.toAbsolutePath().getParent();
            if (parent != null) {
                wanted.add(parent);
            }
            addTarget(reference, wanted);
        }
        keys.entrySet().removeIf(entry -> {
            boolean stale =
                    !wanted.contains(entry.getKey()) || !entry.getValue().isValid();
            if (stale) {
                entry.getValue().cancel();
            }
            return stale;
        });
        wanted.forEach(this::watch);
    }

    private static void addTarget(Path file, Set<Path> wanted) {
        try {
            if (Files.exists(file)) {
                Path parent = file.toRealPath().getParent();
                if (parent != null) {
                    wanted.add(parent);
                }
            }
        } catch (IOException e) {
            LOG.debug("cannot follow {}", file, e);
        }
    }

    private void watch(Path directory) {
        if (keys.containsKey(directory) || !Files.isDirectory(directory)) {
            return;
        }
        try {
            keys.put(
                    directory,
                    directory.register(
                            service.orElseThrow(),
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            LOG.debug("cannot watch {}; changes are found by looking every second", directory, e);
        } catch (ClosedWatchServiceException closed) {
            // Closed while the folders were gone through: nobody waits for changes any more.
            LOG.trace("no longer watching {}", directory);
        }
    }

    /** Waits for an event or the end of the time; whether there was one. */
    boolean await(Duration time) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return false;
        }
        try {
            WatchKey key = service.get().poll(time.toNanos(), TimeUnit.NANOSECONDS);
            boolean happened = key != null;
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = service.get().poll();
            }
            return happened;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    @Override
    public void close() {
        service.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("cannot close the watch service", e);
            }
        });
    }
}
