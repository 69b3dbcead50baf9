package io.ccgate.balance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ccgate.config.model.LoadBalancerConfig.SessionAffinity;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which upstream holds a session's prompt cache. A provider caches by model, so a session is remembered for each model
 * it uses: an agent's small side calls do not drag the main conversation to another upstream.
 */
final class Affinity {
    private static final long MOST_SESSIONS = 200_000;
    private static final int LONGEST_SESSION = 256;

    private static final Duration UNTIL_CONFIGURED = Duration.ofHours(1);

    private final Cache<Key, String> upstreamBySession;
    private volatile boolean enabled;

    private record Key(String tenant, String model, String session) {}

    /** Remembers nothing until {@link #apply}. */
    Affinity(LongSupplier nanoTime) {
        upstreamBySession = Caffeine.newBuilder()
                .maximumSize(MOST_SESSIONS)
                .expireAfterAccess(UNTIL_CONFIGURED)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    void apply(SessionAffinity config) {
        enabled = config.enabled();
        upstreamBySession.policy().expireAfterAccess().ifPresent(expiry -> expiry.setExpiresAfter(config.ttl()));
    }

    /** Sessions remembered, about. */
    long size() {
        return upstreamBySession.estimatedSize();
    }

    /** Null when the session is new, forgotten or not to be followed. */
    @Nullable
    String upstream(Selection selection) {
        Key key = key(selection);
        return key == null ? null : upstreamBySession.getIfPresent(key);
    }

    /** Keeps the parallel first requests of a new session together, before any of them was served. */
    void suggest(Selection selection, String upstream) {
        Key key = key(selection);
        if (key != null) {
            upstreamBySession.asMap().putIfAbsent(key, upstream);
        }
    }

    /** @return where the session was before; null when it was nowhere or is where it was */
    @Nullable
    String bind(Selection selection, String upstream) {
        Key key = key(selection);
        if (key == null) {
            return null;
        }
        String known = upstreamBySession.getIfPresent(key);
        if (upstream.equals(known)) {
            return null;
        }
        upstreamBySession.put(key, upstream);
        return known;
    }

    private @Nullable Key key(Selection selection) {
        String session = selection.session();
        return !enabled || session == null || session.length() > LONGEST_SESSION
                ? null
                : new Key(selection.tenant().id(), selection.model(), session);
    }
}
