package io.ccgate.usage.cache;

import io.ccgate.usage.TokenUsage;
import java.math.BigInteger;

/**
 * The beginning of a conversation that lies in an upstream's cache.
 *
 * @param read tokens of it that were there before
 * @param written tokens that the last request wrote behind them
 * @param premiumPico what writing them cost more than plain input, in pico-dollars
 * @param until when the cache forgets it, in epoch milliseconds
 */
record WarmPrefix(String upstream, long read, long written, long premiumPico, boolean hour, long until) {
    private static final long FIVE_MINUTES = 5 * 60_000L;
    private static final long ONE_HOUR = 60 * 60_000L;

    /**
     * After a request.
     *
     * @param hour whether the conversation writes for an hour; reads keep what they read alive as long
     */
    static WarmPrefix after(Turn turn, long premiumPico, boolean hour) {
        TokenUsage tokens = turn.tokens();
        return new WarmPrefix(
                turn.upstream(),
                tokens.cacheRead(),
                tokens.cacheCreation(),
                premiumPico,
                hour,
                turn.at() + (hour ? ONE_HOUR : FIVE_MINUTES));
    }

    long tokens() {
        return read + written;
    }

    boolean warm(long now) {
        return now <= until;
    }

    /** Tokens of the last write that a request which read so many has read. */
    long usedBy(long tokensRead) {
        return Math.min(written, Math.max(0, tokensRead - read));
    }

    /** The part of the premium that was paid for so many of the tokens written. */
    long premiumOf(long tokens) {
        return written == 0 ? 0 : share(premiumPico, tokens, written);
    }

    /** {@code amount * part / whole}, rounded down, without overflow. */
    static long share(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValue();
    }
}
