package io.ccgate.usage.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The answer to "may this tenant spend more now?". */
public sealed interface Admission {
    /** Yes; {@code reservation} must be settled or released when the request ends, on every path. */
    record Granted(Reservation reservation) implements Admission {}

    /** Not yet: how much of a total limit is used is still being counted, after a first start on the files of long ago. */
    record NotYet() implements Admission {}

    /**
     * No: a limit is reached, or what is left of it is too little for this request.
     *
     * @param used what finished requests used: micro-dollars, tokens or requests
     * @param reserved what running requests may still use, same unit
     * @param limit same unit
     * @param likely what the refused request would use if it answered briefly, same unit
     * @param temporary whether only requests still running stand in the way, so that trying again in a moment may work.
     *     False: what is left is too little, and trying again before {@code resetAt} cannot help
     * @param resetAt when there may be room again; empty for the total
     */
    record Refused(
            LimitName name,
            long used,
            long reserved,
            long limit,
            long likely,
            boolean temporary,
            Optional<Instant> resetAt)
            implements Admission {

        /** Whether the request is too large for the limit even when nothing of it is used. */
        public boolean never() {
            return likely > limit;
        }

        /** Time until {@link #resetAt()}; empty for the total. Never negative. */
        public Optional<Duration> resetIn(Instant now) {
            return resetAt.map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        }

        /** Whether this refusal lasts at least as long as another. */
        boolean outlasts(Refused other) {
            if (temporary() != other.temporary()) {
                return other.temporary();
            }
            Instant own = resetAt.orElse(Instant.MAX);
            return !own.isBefore(other.resetAt.orElse(Instant.MAX));
        }
    }
}
