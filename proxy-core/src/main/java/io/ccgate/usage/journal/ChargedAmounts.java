package io.ccgate.usage.journal;

import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Money;

/**
 * What a record was charged, in micro-dollars, part by part as it shows it.
 *
 * @param total the rounded exact total, which may differ from the sum of the parts in the last digit
 * @param saved see {@link io.ccgate.usage.price.CacheEffect}
 */
public record ChargedAmounts(
        long input,
        long output,
        long cacheCreation,
        long cacheRead,
        long serverTools,
        long total,
        long saved,
        long premium) {
    /** Nothing. */
    public static final ChargedAmounts NONE = new ChargedAmounts(0, 0, 0, 0, 0, 0, 0, 0);
    /** Parts rounded on their own differ from the total by no more. */
    private static final long ROUNDING = 3;

    public static ChargedAmounts of(Cost cost) {
        return new ChargedAmounts(
                Money.micros(cost.inputPico()),
                Money.micros(cost.outputPico()),
                Money.micros(cost.cacheCreationPico()),
                Money.micros(cost.cacheReadPico()),
                Money.micros(cost.serverToolsPico()),
                cost.totalMicros(),
                Money.micros(cost.cache().savedPico()),
                Money.micros(cost.cache().premiumPico()));
    }

    public ChargedAmounts plus(ChargedAmounts other) {
        return new ChargedAmounts(
                input + other.input,
                output + other.output,
                cacheCreation + other.cacheCreation,
                cacheRead + other.cacheRead,
                serverTools + other.serverTools,
                total + other.total,
                saved + other.saved,
                premium + other.premium);
    }

    /**
     * What must be added to this charge to make it {@code right}. What the total holds beyond the parts, such as the cost of
     * failed attempts, is left as it is.
     */
    public ChargedAmounts difference(ChargedAmounts right) {
        long beyond = total - parts();
        long kept = Math.abs(beyond) <= ROUNDING ? 0 : beyond;
        return new ChargedAmounts(
                right.input - input,
                right.output - output,
                right.cacheCreation - cacheCreation,
                right.cacheRead - cacheRead,
                right.serverTools - serverTools,
                right.total + kept - total,
                right.saved - saved,
                right.premium - premium);
    }

    /** Whether it is no more than rounding. */
    public boolean isNothing() {
        return Math.abs(input) <= 1
                && Math.abs(output) <= 1
                && Math.abs(cacheCreation) <= 1
                && Math.abs(cacheRead) <= 1
                && Math.abs(serverTools) <= 1
                && Math.abs(total) <= 1;
    }

    private long parts() {
        return input + output + cacheCreation + cacheRead + serverTools;
    }
}
