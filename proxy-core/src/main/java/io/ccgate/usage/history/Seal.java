package io.ccgate.usage.history;

import io.ccgate.usage.ledger.Aggregate;
import java.time.LocalDate;

/**
 * What a summary was made of.
 *
 * @param rawBytes length of the day's file; a file of another length has changed since
 * @param lines usage records in it
 * @param bad lines that are no records
 * @param lastSeq the highest {@code seq} in it; 0 when it has none
 * @param sums how many sums each row has; fewer than {@link #SUMS} when an older version wrote it
 */
public record Seal(LocalDate day, long rawBytes, long lines, long bad, long lastSeq, long sums) {
    /** How many sums a row has now. */
    static final int SUMS = new Aggregate().numbers().length;

    /** Whether it fits a day's file as it is, and knows all that is asked today. */
    public boolean fits(long fileBytes) {
        return rawBytes == fileBytes && sums >= SUMS;
    }
}
