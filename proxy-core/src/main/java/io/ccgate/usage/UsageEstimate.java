package io.ccgate.usage;

import io.ccgate.usage.meter.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used when its upstream did not say, or not all of it. About four bytes of English or code make a
 * token. Pure functions.
 */
public final class UsageEstimate {
    /** Bytes of text taken for one token. */
    public static final int BYTES_PER_TOKEN = 4;
    /** Images in base64 are large and cheap: no request is taken for more tokens than the largest context holds. */
    public static final long MAX_INPUT = 1_000_000;
    /** Output assumed of a request that sets no limit. */
    public static final long DEFAULT_OUTPUT = 8_192;

    /** The upstream named no usage at all. */
    public static final String NO_USAGE = "no_usage";
    /** The answer ended early: its last count was not seen. */
    public static final String CUT = "cut";

    private UsageEstimate() {}

    /** Input tokens that a request body of this size may hold. */
    public static long inputTokens(long requestBytes) {
        return Math.min(MAX_INPUT, (Math.max(0, requestBytes) + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    /**
     * The upstream's numbers as far as they go, filled up: a cut answer used at least the output that was seen, one
     * without numbers the input that was sent. An answer that is nothing but an error used nothing. Only for answers
     * of status 2xx: others are not charged.
     *
     * @param requestBytes size of the request's body as sent
     */
    public static TokenUsage fill(Reading reading, long requestBytes) {
        if (because(reading) == null) {
            return reading.usage();
        }
        TokenUsage seen = reading.usage();
        long output = Math.max(seen.output(), (reading.outputBytes() + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
        long input = seen.totalInput() > 0 ? seen.input() : inputTokens(requestBytes);
        return new TokenUsage(
                input,
                output,
                seen.cacheCreation5m(),
                seen.cacheCreation1h(),
                seen.cacheRead(),
                seen.reasoning(),
                seen.webSearches(),
                seen.serviceTier());
    }

    /** Why {@link #fill} has to estimate; null when the upstream's numbers are whole. */
    public static @Nullable String because(Reading reading) {
        if (reading.usageSeen()) {
            return reading.complete() ? null : CUT;
        }
        if (reading.errorType() != null && reading.outputBytes() == 0) {
            return null;
        }
        return NO_USAGE;
    }
}
