package io.ccgate.usage;

/**
 * Tokens of one request. Every part is counted once: {@code input} excludes what was read from or written to a cache,
 * whatever the provider's own field includes. All values are 0 or more.
 *
 * @param input input tokens that neither came from a cache nor went into one
 * @param output output tokens, reasoning included
 * @param cacheCreation5m input tokens written to a cache that lives five minutes (or of unknown life)
 * @param cacheCreation1h input tokens written to a cache that lives one hour
 * @param cacheRead input tokens read from a cache
 * @param reasoning the part of {@code output} that was reasoning; informational
 * @param webSearches server-side web searches
 * @param serviceTier how the provider says that it served, in lower case; several words joined by {@code +}, empty for
 *     the standard way
 */
public record TokenUsage(
        long input,
        long output,
        long cacheCreation5m,
        long cacheCreation1h,
        long cacheRead,
        long reasoning,
        long webSearches,
        String serviceTier) {
    /** Nothing used. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, 0, 0);

    /** Both together, served as this one. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                input + other.input,
                output + other.output,
                cacheCreation5m + other.cacheCreation5m,
                cacheCreation1h + other.cacheCreation1h,
                cacheRead + other.cacheRead,
                reasoning + other.reasoning,
                webSearches + other.webSearches,
                serviceTier);
    }

    /** Served in the standard way. */
    public TokenUsage(
            long input,
            long output,
            long cacheCreation5m,
            long cacheCreation1h,
            long cacheRead,
            long reasoning,
            long webSearches) {
        this(input, output, cacheCreation5m, cacheCreation1h, cacheRead, reasoning, webSearches, "");
    }

    /** The same tokens, served so. */
    public TokenUsage servedAs(String tier) {
        return new TokenUsage(input, output, cacheCreation5m, cacheCreation1h, cacheRead, reasoning, webSearches, tier);
    }

    public long cacheCreation() {
        return cacheCreation5m + cacheCreation1h;
    }

    /** Input of every kind, as long-context prices look at it. */
    public long totalInput() {
        return input + cacheCreation() + cacheRead;
    }

    public long total() {
        return totalInput() + output;
    }
}
