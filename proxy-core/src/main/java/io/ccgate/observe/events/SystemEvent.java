package io.ccgate.observe.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the operator may want to know.
 *
 * @param type such as {@code provider_blacklist} or {@code config_rejected}
 * @param provider name of the upstream it is about; null when it is about none
 * @param message for people; no secret is in it
 */
public record SystemEvent(
        Instant at, Level level, String type, @Nullable String provider, String message) {
    /** How much it matters. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }
}
