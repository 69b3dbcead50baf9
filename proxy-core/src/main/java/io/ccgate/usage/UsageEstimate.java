package io.ccgate.usage;

import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.meter.Reading;
import io.ccgate.usage.price.Money;
import io.ccgate.usage.price.Quote;
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
    /** Bytes of text that surely hold a token: Chinese, and code full of marks, come to fewer than the usual. */
    private static final int FEWEST_BYTES_PER_TOKEN = 3;
    /** Output of most answers; a request that asks for less is taken at its word. */
    private static final long LIKELY_OUTPUT = 2_048;
    /** No model answers with more, whatever limit a request names: a larger one would only overflow sums. */
    private static final long MAX_OUTPUT = 1_000_000_000L;
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
     * What a request may use, before it runs: at most its whole body as new input and all the output it allows, in every answer
     * it wants and in the dearest way it may be served; likely usual answers.
     *
     * @param quote the prices of who will serve it; null when it costs nothing
     */
    public static Estimate ahead(Asked asked, @Nullable Quote quote) {
        long bytes = asked.requestBytes();
        long mostInput = Math.min(MAX_INPUT, (bytes + FEWEST_BYTES_PER_TOKEN - 1) / FEWEST_BYTES_PER_TOKEN);
        long mostEach = asked.maxOutputTokens() > 0 ? asked.maxOutputTokens() : DEFAULT_OUTPUT;
        long mostOutput = Math.min(MAX_OUTPUT, mostEach) * asked.answers();
        long input = inputTokens(bytes);
        long output = Math.min(mostEach, LIKELY_OUTPUT) * asked.answers();
        if (quote == null) {
            return new Estimate(0, mostInput + mostOutput, 0, input + output);
        }
        TokenUsage usual = new TokenUsage(input, output, 0, 0, 0, 0, 0).servedAs(asked.serving());
        long likely = quote.cost(usual).totalMicros();
        long most = Math.max(likely, Money.micros(quote.atMost(asked.serving()).upperBound(mostInput, mostOutput)));
        return new Estimate(most, mostInput + mostOutput, likely, input + output);
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
                seen.tools(),
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
