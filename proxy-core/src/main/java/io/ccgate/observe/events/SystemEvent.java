package io.ccgate.observe.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something the operator may want to know.
 *
 * @param type such as {@code provider_blacklist} or {@code config_rejected}
 * @param provider name of the upstream it is about; null when it is about none
 * @param message for people; no secret is in it
 * @param details what stands in the message, by name, for a reader who has words of its own for the type
 */
public record SystemEvent(
        Instant at, Level level, String type, @Nullable String provider, String message, Map<String, String> details) {

    public SystemEvent(Instant at, Level level, String type, @Nullable String provider, String message) {
        this(at, level, type, provider, message, Map.of());
    }

    /** How much it matters. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }
}
