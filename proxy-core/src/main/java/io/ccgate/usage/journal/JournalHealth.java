package io.ccgate.usage.journal;

import org.jspecify.annotations.Nullable;

/**
 * How the writing of usage records goes.
 *
 * @param ok whether the last write worked
 * @param queued records accepted and not yet encoded
 * @param backlogBytes encoded and not yet on disk, because writing fails
 * @param written records on disk since the start
 * @param dropped records lost because neither disk nor backlog had room
 * @param lastError what failed last; null while {@code ok}
 */
public record JournalHealth(
        boolean ok,
        long queued,
        long backlogBytes,
        long written,
        long dropped,
        @Nullable String lastError) {}
