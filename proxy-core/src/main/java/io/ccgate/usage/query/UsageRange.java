package io.ccgate.usage.query;

import java.time.LocalDate;

/**
 * What is asked.
 *
 * @param from first UTC day
 * @param to last UTC day, included; not before {@code from}
 * @param page which groups of them, in which order
 */
public record UsageRange(LocalDate from, LocalDate to, GroupBy groupBy, Report report, GroupPage page) {
    /** Which numbers. */
    public enum Report {
        USAGE,
        /** What caching was worth. */
        CACHE
    }

    public UsageRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("`to` (" + to + ") must not be before `from` (" + from + ")");
        }
    }

    /** All groups' usage. */
    public UsageRange(LocalDate from, LocalDate to, GroupBy groupBy) {
        this(from, to, groupBy, Report.USAGE, GroupPage.ALL);
    }
}
