package io.ccgate.usage.query;

import io.ccgate.usage.ledger.Measure;
import java.util.Optional;

/**
 * Which groups are shown. Whatever is shown, totals are those of all.
 *
 * @param order what the first has most of; empty: by key
 * @param offset groups that are left out before
 * @param limit groups that are shown at most
 */
public record GroupPage(Optional<Measure> order, int offset, int limit) {
    /** Every group, by key. */
    public static final GroupPage ALL = new GroupPage(Optional.empty(), 0, Integer.MAX_VALUE);

    public GroupPage {
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("offset and limit must not be negative");
        }
    }

    /** The first groups by cost. */
    public static GroupPage dearest(int limit) {
        return new GroupPage(Optional.of(Measure.COST), 0, limit);
    }

    long end() {
        return (long) offset + limit;
    }
}
