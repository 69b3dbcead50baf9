package io.ccgate.usage.query;

import java.util.Locale;
import java.util.Optional;

/** What usage over a range is divided by. */
public enum GroupBy {
    DAY,
    HOUR,
    MODEL,
    UPSTREAM,
    TENANT,
    AGENT,
    SESSION;

    /** The name in requests and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GroupBy> of(String id) {
        for (GroupBy value : values()) {
            if (value.id().equals(id)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
