package io.ccgate.balance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long an upstream asks to be left alone: {@code retry-after} as seconds or as an HTTP date (RFC 9110,
 * section 10.2.3), and the {@code retry-after-ms} that OpenAI's API sends beside it.
 */
public final class RetryAfter {
    /** Longer requests are cut to this: a provider's slip must not switch an upstream off for good. */
    static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /**
     * @param retryAfter value of the header {@code retry-after}, or null
     * @param retryAfterMs value of the header {@code retry-after-ms}, or null; wins, being more exact
     * @return zero to 24 hours; null when neither says anything readable
     */
    public static @Nullable Duration parse(@Nullable String retryAfter, @Nullable String retryAfterMs, Instant now) {
        Duration exact = retryAfterMs == null ? null : number(retryAfterMs.trim(), 1);
        if (exact != null || retryAfter == null) {
            return exact;
        }
        String text = retryAfter.trim();
        Duration seconds = number(text, 1000);
        return seconds != null ? seconds : date(text, now);
    }

    private static @Nullable Duration number(String text, int millisPerUnit) {
        // Fractions of a second are not in the RFC, but providers send them.
        if (text.isEmpty() || text.length() > 16 || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
            return null;
        }
        try {
            double millis = Math.min(Double.parseDouble(text) * millisPerUnit, (double) LONGEST.toMillis());
            return Duration.ofMillis((long) Math.ceil(millis));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration date(String text, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            if (then.isBefore(now)) {
                return Duration.ZERO;
            }
            Duration wait = Duration.between(now, then);
            return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
