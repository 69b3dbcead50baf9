package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.upstream.AnswerHead;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's whole error answer, kept in case no other upstream does better: the client then gets the provider's own
 * words, which the agents' retry and self-repair logic reads.
 *
 * @param candidate who gave it
 * @param head the upstream's own; null when the answer was translated
 * @param headers of a translated answer
 * @param body without transfer coding
 * @param retryAfter what the upstream asked for; null when it did not say
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record FailedAnswer(
        Candidate candidate,
        int status,
        @Nullable AnswerHead head,
        List<GatewayAnswer.Header> headers,
        byte[] body,
        @Nullable Duration retryAfter) {

    /**
     * The better of two to show: a rate limit before anything else, since it tells when to come back, and among rate limits the
     * one that ends first.
     */
    static @Nullable FailedAnswer better(@Nullable FailedAnswer earlier, @Nullable FailedAnswer later) {
        if (earlier == null || later == null) {
            return later == null ? earlier : later;
        }
        boolean earlierLimited = earlier.status == 429;
        boolean laterLimited = later.status == 429;
        if (earlierLimited && laterLimited) {
            return later.waitMillis() <= earlier.waitMillis() ? later : earlier;
        }
        return earlierLimited ? earlier : later;
    }

    private long waitMillis() {
        return retryAfter == null ? Long.MAX_VALUE : retryAfter.toMillis();
    }
}
