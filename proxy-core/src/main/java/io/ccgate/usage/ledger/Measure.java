package io.ccgate.usage.ledger;

/** A sum that groups can be ordered by. */
public enum Measure {
    COST,
    TOKENS,
    REQUESTS;

    public long of(Aggregate usage) {
        return switch (this) {
            case COST -> usage.totalCost();
            case TOKENS -> usage.tokens();
            case REQUESTS -> usage.requests();
        };
    }

    /** The same out of {@link Aggregate#numbers()}, which begin at {@code from}. */
    public long of(long[] numbers, int from) {
        return switch (this) {
            case COST -> numbers[from + 11];
            case TOKENS -> numbers[from + 3] + numbers[from + 4] + numbers[from + 5] + numbers[from + 6];
            case REQUESTS -> numbers[from];
        };
    }
}
