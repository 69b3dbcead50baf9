package io.ccgate.balance;

import io.ccgate.error.GatewayError;
import io.ccgate.error.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to "which upstream?": some to try in order, or why there is none. */
public sealed interface Choice {

    /**
     * Upstreams to try, best first; at least one.
     *
     * @param lastResort true when none of them is in service: they are ordered by who recovers first
     */
    record Candidates(List<Candidate> inOrder, boolean lastResort) implements Choice {}

    /**
     * No upstream can serve this request.
     *
     * @param words for the client; say what to do, name no upstream
     * @param recoversIn when the first of them may be back; null when waiting does not help or nobody knows
     */
    record NoCandidate(Reason reason, Words words, @Nullable Duration recoversIn) implements Choice {

        /** The same as an error for the client. */
        public GatewayError error() {
            return NoCandidateError.of(this);
        }
    }

    /** What keeps every upstream from serving a request. */
    enum Reason {
        /** None is configured or switched on. */
        NONE_ENABLED,
        /** The tenant may use none of those switched on. */
        NONE_FOR_TENANT,
        /** None speaks the client's protocol. */
        NONE_FOR_PROTOCOL,
        /** None serves the client's agent. */
        NONE_FOR_AGENT,
        /** None serves the model. */
        NONE_FOR_MODEL,
        /** Some would, but the caller of the balancer ruled them all out; as a rule because each was tried already. */
        NONE_LEFT,
        /** Some would, but all run as many requests as they may. */
        ALL_BUSY,
        /** Some would, but all are out of service or cooling down. */
        ALL_OUT,
    }
}
