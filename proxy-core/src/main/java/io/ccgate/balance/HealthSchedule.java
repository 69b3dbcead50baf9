package io.ccgate.balance;

import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When which upstream is due for an active health check. It sends nothing: whoever does asks {@link #dueChecks()}, sends
 * those, and reports each with {@link #finished}. An upstream is never checked twice at a time. Any thread.
 */
public final class HealthSchedule {
    private final LongSupplier nanoTime;
    private final Map<String, Entry> entries = new HashMap<>();

    private static final class Entry {
        private UpstreamConfig upstream;
        private long due;
        private boolean running;

        Entry(UpstreamConfig upstream, long due) {
            this.upstream = upstream;
            this.due = due;
        }
    }

    public HealthSchedule(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes over a new configuration; an upstream that is new to the schedule is due at once. */
    public synchronized void apply(ConfigSnapshot snapshot) {
        boolean on = snapshot.config().loadBalancer().healthCheckEnabled();
        long now = nanoTime.getAsLong();
        Set<String> wanted = new HashSet<>();
        for (UpstreamConfig upstream : snapshot.config().upstreams()) {
            if (on && checked(upstream)) {
                wanted.add(upstream.id());
                entries.computeIfAbsent(upstream.id(), id -> new Entry(upstream, now)).upstream = upstream;
            }
        }
        entries.keySet().retainAll(wanted);
    }

    static boolean checked(UpstreamConfig upstream) {
        return upstream.enabled() && upstream.healthCheck().enabled();
    }

    /** The upstreams to check now; each is handed out once until it is reported. */
    public synchronized List<UpstreamConfig> dueChecks() {
        long now = nanoTime.getAsLong();
        List<UpstreamConfig> due = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (!entry.running && entry.due - now <= 0) {
                entry.running = true;
                due.add(entry.upstream);
            }
        }
        return due;
    }

    /** A check is over, with whatever result: the next is due an interval from now. */
    public synchronized void finished(String id) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.running = false;
            entry.due = nanoTime.getAsLong()
                    + entry.upstream.healthCheck().interval().toNanos();
        }
    }

    /** Nanoseconds until {@link #dueChecks()} has something again; empty while nothing is scheduled. */
    public synchronized OptionalLong nanosUntilDue() {
        long now = nanoTime.getAsLong();
        return entries.values().stream()
                .filter(entry -> !entry.running)
                .mapToLong(entry -> Math.max(0, entry.due - now))
                .min();
    }
}
