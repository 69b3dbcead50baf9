package io.ccgate.usage.ledger;

/**
 * What a request may use, guessed before it runs.
 *
 * @param micros the most it can cost, in micro-dollars: what is held while it runs
 * @param tokens the most tokens it can use
 * @param likelyMicros what it costs if it answers as briefly as most do; decides whether it may run alone
 * @param likelyTokens the same in tokens
 */
public record Estimate(long micros, long tokens, long likelyMicros, long likelyTokens) {
    /** A request that uses nothing but counts as one. */
    public static final Estimate NOTHING = new Estimate(0, 0, 0, 0);

    /** One number for both cases. */
    public static Estimate exactly(long micros, long tokens) {
        return new Estimate(micros, tokens, micros, tokens);
    }

    /** The larger of each. */
    public Estimate or(Estimate other) {
        return new Estimate(
                Math.max(micros, other.micros),
                Math.max(tokens, other.tokens),
                Math.max(likelyMicros, other.likelyMicros),
                Math.max(likelyTokens, other.likelyTokens));
    }

    long most(LimitName.Unit unit) {
        return switch (unit) {
            case USD -> micros;
            case TOKENS -> tokens;
            case REQUESTS -> 1;
        };
    }

    long likely(LimitName.Unit unit) {
        return switch (unit) {
            case USD -> likelyMicros;
            case TOKENS -> likelyTokens;
            case REQUESTS -> 1;
        };
    }
}
