package io.ccgate.usage.price;

/**
 * What one request cost, in pico-dollars (1e-12 USD), by kind of token. Values are 0 or more.
 *
 * @param serverToolsPico calls of the provider's own tools, such as web searches
 * @param cache what caching changed; already part of the other amounts
 */
public record Cost(
        long inputPico,
        long outputPico,
        long cacheCreationPico,
        long cacheReadPico,
        long serverToolsPico,
        CacheEffect cache) {
    /** Nothing. */
    public static final Cost FREE = new Cost(0, 0, 0, 0, 0);

    /** Both together, with what this one tells of its cache. */
    public Cost plus(Cost other) {
        return new Cost(
                Money.plus(inputPico, other.inputPico),
                Money.plus(outputPico, other.outputPico),
                Money.plus(cacheCreationPico, other.cacheCreationPico),
                Money.plus(cacheReadPico, other.cacheReadPico),
                Money.plus(serverToolsPico, other.serverToolsPico),
                cache);
    }

    /** Of a request that used no cache to an effect worth telling. */
    public Cost(long inputPico, long outputPico, long cacheCreationPico, long cacheReadPico, long serverToolsPico) {
        this(inputPico, outputPico, cacheCreationPico, cacheReadPico, serverToolsPico, CacheEffect.NONE);
    }

    /** The same amounts with what the conversation tells about its cache. */
    public Cost with(CacheEffect effect) {
        return new Cost(inputPico, outputPico, cacheCreationPico, cacheReadPico, serverToolsPico, effect);
    }

    public long total() {
        long tokens = Money.plus(Money.plus(inputPico, outputPico), Money.plus(cacheCreationPico, cacheReadPico));
        return Money.plus(tokens, serverToolsPico);
    }

    /** The total as it is booked: whole micro-dollars, rounded half up. */
    public long totalMicros() {
        return Money.micros(total());
    }
}
