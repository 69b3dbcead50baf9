package io.ccgate.usage.journal;

import java.util.Optional;
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
        @Nullable String lastError) {
    /** What an administrator should know; empty when all is well. */
    public Optional<String> problem() {
        if (lastError != null) {
            return Optional.of(lastError);
        }
        return dropped == 0
                ? Optional.empty()
                : Optional.of(dropped + " records were lost: neither disk nor memory had room for them");
    }
}
