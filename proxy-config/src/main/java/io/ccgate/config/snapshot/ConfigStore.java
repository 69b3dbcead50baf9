package io.ccgate.config.snapshot;

import io.ccgate.config.check.Finding;
import io.ccgate.config.model.Config;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration in force. {@link #current()} may be called from any thread and costs one volatile read. Changes come
 * from one thread at a time.
 */
public final class ConfigStore {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigStore.class);

    private record State(ConfigSnapshot snapshot, ReloadStatus status) {}

    private final InstantSource clock;
    private volatile State state;
    private final List<Consumer<ConfigSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<ReloadStatus>> rejections = new CopyOnWriteArrayList<>();

    /** Starts with a first configuration, as revision 1. */
    public ConfigStore(Config config, String hash, List<Finding> warnings, InstantSource clock) {
        this.clock = clock;
        ConfigSnapshot first = new ConfigSnapshot(1, hash, clock.instant(), config, List.copyOf(warnings));
        this.state = new State(first, new ReloadStatus(true, first.loadedAt(), hash, first.warnings(), 0));
    }

    /** The snapshot in force. */
    public ConfigSnapshot current() {
        return state.snapshot();
    }

    /** How the last attempt to load went. */
    public ReloadStatus lastReload() {
        return state.status();
    }

    /**
     * Calls back after each change, on the thread that published it; never an event loop.
     *
     * @return takes the listener away again
     */
    public Runnable onChange(Consumer<ConfigSnapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls back when files could not be loaded, on the thread that tried. */
    public void onReject(Consumer<ReloadStatus> listener) {
        rejections.add(listener);
    }

    /** Puts a new configuration in force and tells the listeners; one that throws does not stop the others. */
    public synchronized ConfigSnapshot publish(Config config, String hash, List<Finding> warnings) {
        ConfigSnapshot next =
                new ConfigSnapshot(current().revision() + 1, hash, clock.instant(), config, List.copyOf(warnings));
        state = new State(next, new ReloadStatus(true, next.loadedAt(), hash, next.warnings(), 0));
        for (Consumer<ConfigSnapshot> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on configuration revision {}", next.revision(), e);
            }
        }
        return next;
    }

    /** Notes that the files are as they were loaded, after a bad edit was taken back. */
    public synchronized void confirm(List<Finding> warnings) {
        ConfigSnapshot now = current();
        state = new State(now, new ReloadStatus(true, clock.instant(), now.hash(), List.copyOf(warnings), 0));
    }

    /** Notes that the files could not be loaded; what is in force stays. */
    public synchronized void reject(String hash, List<Finding> findings) {
        int failures = lastReload().failures() + 1;
        ReloadStatus status = new ReloadStatus(false, clock.instant(), hash, List.copyOf(findings), failures);
        state = new State(current(), status);
        rejections.forEach(listener -> listener.accept(status));
    }
}
