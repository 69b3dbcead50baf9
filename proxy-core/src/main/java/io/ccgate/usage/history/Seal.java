package io.ccgate.usage.history;

import java.time.LocalDate;

/**
 * What a summary was made of.
 *
 * @param rawBytes length of the day's file; a file of another length has changed since
 * @param lines usage records in it
 * @param bad lines that are no records
 * @param lastSeq the highest {@code seq} in it; 0 when it has none
 */
public record Seal(LocalDate day, long rawBytes, long lines, long bad, long lastSeq) {}
