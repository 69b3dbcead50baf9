package io.ccgate.usage.ledger;

/**
 * Tokens and what they cost, in micro-dollars, each rounded on its own as a record shows it; {@code totalCost} is the rounded exact
 * total.
 *
 * @param cacheCreation written to a cache, of any life
 */
public record Amounts(
        long input,
        long output,
        long cacheCreation,
        long cacheRead,
        long inputCost,
        long outputCost,
        long cacheCreationCost,
        long cacheReadCost,
        long totalCost) {

    Amounts minus(Amounts part) {
        return new Amounts(
                input - part.input,
                output - part.output,
                cacheCreation - part.cacheCreation,
                cacheRead - part.cacheRead,
                inputCost - part.inputCost,
                outputCost - part.outputCost,
                cacheCreationCost - part.cacheCreationCost,
                cacheReadCost - part.cacheReadCost,
                totalCost - part.totalCost);
    }

    public long tokens() {
        return input + output + cacheCreation + cacheRead;
    }
}
