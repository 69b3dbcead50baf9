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
 * @param tools calls of tools that ran at the provider
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
        ServerTools tools,
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
                tools.isEmpty() ? other.tools : tools.plus(other.tools),
                serviceTier);
    }

    /** Served in the standard way, with searches of the web. */
    public TokenUsage(
            long input,
            long output,
            long cacheCreation5m,
            long cacheCreation1h,
            long cacheRead,
            long reasoning,
            long webSearches) {
        this(
                input,
                output,
                cacheCreation5m,
                cacheCreation1h,
                cacheRead,
                reasoning,
                ServerTools.webSearches(webSearches),
                "");
    }

    /** The same tokens, served so. */
    public TokenUsage servedAs(String tier) {
        return new TokenUsage(input, output, cacheCreation5m, cacheCreation1h, cacheRead, reasoning, tools, tier);
    }

    /** The same tokens and these tools. */
    public TokenUsage using(ServerTools called) {
        return new TokenUsage(
                input, output, cacheCreation5m, cacheCreation1h, cacheRead, reasoning, called, serviceTier);
    }

    public long webSearches() {
        return tools.of(ServerTools.WEB_SEARCH);
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
