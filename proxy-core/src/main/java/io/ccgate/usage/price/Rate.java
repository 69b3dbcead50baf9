package io.ccgate.usage.price;

import java.math.BigDecimal;

/**
 * The price of one token (or one tool call), exact. Nearly every price is a whole number of pico-dollars and is
 * multiplied as a long; the others, made by odd multipliers, keep their decimals.
 *
 * @param pico pico-dollars, rounded
 * @param exact the same unrounded
 * @param whole whether {@code pico} loses nothing
 */
record Rate(long pico, BigDecimal exact, boolean whole) {

    /** From pico-dollars. */
    static Rate of(BigDecimal exact) {
        long pico = Money.saturated(exact);
        return new Rate(pico, exact, exact.compareTo(BigDecimal.valueOf(pico)) == 0);
    }

    /** Price of {@code count} pieces in pico-dollars, rounded half up, at most {@link Long#MAX_VALUE}. */
    long times(long count) {
        if (count <= 0) {
            return 0;
        }
        if (whole && Math.multiplyHigh(pico, count) == 0 && pico * count >= 0) {
            return pico * count;
        }
        return Money.saturated(exact.multiply(BigDecimal.valueOf(count)));
    }
}
