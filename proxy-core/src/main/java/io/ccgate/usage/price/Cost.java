package io.ccgate.usage.price;

/**
 * What one request cost, in pico-dollars (1e-12 USD), by kind of token. Values are 0 or more.
 *
 * @param serverToolsPico calls of the provider's own tools, such as web searches
 */
public record Cost(long inputPico, long outputPico, long cacheCreationPico, long cacheReadPico, long serverToolsPico) {
    /** Nothing. */
    public static final Cost FREE = new Cost(0, 0, 0, 0, 0);

    /** Both together. */
    public Cost plus(Cost other) {
        return new Cost(
                Money.plus(inputPico, other.inputPico),
                Money.plus(outputPico, other.outputPico),
                Money.plus(cacheCreationPico, other.cacheCreationPico),
                Money.plus(cacheReadPico, other.cacheReadPico),
                Money.plus(serverToolsPico, other.serverToolsPico));
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
