package io.ccgate.config.watch;

import io.ccgate.config.check.Finding;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.edit.ConfigEditor;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.config.snapshot.ConfigStore;
import io.ccgate.config.snapshot.ReloadStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link ConfigStore} in step with its folder. One daemon thread waits for file events, and looks by itself every
 * half second where none come; when the files have been still for a moment they are loaded and checked as a set. Good: a
 * new snapshot is in force within a second of the change. Bad: the one before stays, and the log and
 * {@link ConfigStore#lastReload()} say why.
 */
public final class ConfigWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** A write in parts is over when nothing happened for this long. */
    private static final Duration STILL_FOR = Duration.ofMillis(100);

    private static final int MOST_WAITS = 5;

    private final ConfigLoader loader;
    private final ConfigEditor editor;
    private final ConfigStore store;
    private final WatchedFolders folders;
    private final Thread thread;
    private Set<Path> references;
    private String seen;
    private volatile boolean closed;

    /** @param loaded what the store's first snapshot was made from */
    public ConfigWatcher(ConfigLoader loader, ConfigStore store, LoadResult loaded) {
        this.loader = loader;
        this.editor = new ConfigEditor(loader);
        this.store = store;
        this.folders = new WatchedFolders(loader.folder());
        this.references = loaded.references();
        // Something may have changed between that load and now; an unknown state makes the first look load again.
        this.seen = "";
        this.thread = new Thread(this::watch, "config-watcher");
        this.thread.setDaemon(true);
    }

    /** Starts to watch. */
    public ConfigWatcher start() {
        thread.start();
        return this;
    }

    /**
     * Loads now, on the calling thread, which must not be an event loop. Returns how it went; what came of it is in the
     * store.
     */
    public synchronized ReloadStatus reloadNow() {
        try {
            editor.finishPending();
        } catch (IOException unwritable) {
            LOG.warn(
                    "files of an interrupted change could not be put in place; they count as if they were", unwritable);
        }
        seen = FolderState.of(loader.folder(), references);
        LoadResult result = loader.load();
        references = result.references();
        folders.follow(references);
        if (result.config().isEmpty()) {
            reject(result);
        } else if (result.hash().equals(store.current().hash())) {
            if (!store.lastReload().ok()) {
                store.confirm(result.warnings());
                LOG.info(
                        "configuration is again as it was loaded: revision {}",
                        store.current().revision());
            }
        } else {
            ConfigSnapshot snapshot = store.publish(result.config().get(), result.hash(), result.warnings());
            LOG.info(
                    "configuration revision {} ({}) is in force, {} warnings",
                    snapshot.revision(),
                    snapshot.hash(),
                    snapshot.warnings().size());
        }
        return store.lastReload();
    }

    private void reject(LoadResult result) {
        ReloadStatus last = store.lastReload();
        store.reject(result.hash(), result.findings());
        if (last.ok() || !last.findings().equals(result.findings())) {
            LOG.error(
                    "configuration is in error; revision {} stays in force",
                    store.current().revision());
            for (Finding error : result.errors()) {
                LOG.error("{}", FindingFormat.line(error));
            }
        }
    }

    private void watch() {
        folders.follow(references);
        while (!closed) {
            try {
                lookOnce();
                folders.await(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The watcher is the only way to a corrected configuration, so it must outlive anything.
                LOG.error("looking at the configuration failed", e);
            }
        }
    }

    private void lookOnce() throws InterruptedException {
        String now = state();
        if (now.equals(seen())) {
            return;
        }
        for (int i = 0; i < MOST_WAITS; i++) {
            Thread.sleep(STILL_FOR.toMillis());
            String later = state();
            if (later.equals(now)) {
                break;
            }
            now = later;
        }
        if (!closed) {
            reloadNow();
        }
    }

    private synchronized String seen() {
        return seen;
    }

    private synchronized String state() {
        return FolderState.of(loader.folder(), references);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        folders.close();
    }
}
