package io.ccgate.usage.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts of US dollars as integers: pico-dollars (1e-12) while prices are multiplied, micro-dollars (1e-6) once
 * booked. What a usage record says, to the sixth digit, is exactly what the ledger counts.
 */
public final class Money {
    /** Pico-dollars in a micro-dollar. */
    public static final long PICO_PER_MICRO = 1_000_000L;

    private static final int MICRO_DIGITS = 6;
    private static final int PICO_DIGITS = 12;

    private Money() {}

    /** Rounds half up (away from zero) to whole micro-dollars. */
    public static long micros(long pico) {
        long whole = pico / PICO_PER_MICRO;
        long rest = pico % PICO_PER_MICRO;
        if (rest >= PICO_PER_MICRO / 2) {
            return whole + 1;
        }
        return rest <= -PICO_PER_MICRO / 2 ? whole - 1 : whole;
    }

    /** Dollars to micro-dollars, rounded half up, at most {@link Long#MAX_VALUE}. */
    public static long micros(BigDecimal dollars) {
        return saturated(dollars.movePointRight(MICRO_DIGITS));
    }

    /** Dollars to pico-dollars, rounded half up, at most {@link Long#MAX_VALUE}. */
    public static long pico(BigDecimal dollars) {
        return saturated(dollars.movePointRight(PICO_DIGITS));
    }

    /** Micro-dollars as dollars without trailing zeros: {@code 0.0125}, {@code 3}, {@code 0}. */
    public static BigDecimal dollars(long micros) {
        BigDecimal exact = BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
    }

    static long saturated(BigDecimal value) {
        BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
        return whole.toBigInteger().bitLength() < Long.SIZE ? whole.longValue() : Long.MAX_VALUE;
    }

    /** Sum of two amounts; where it overflows, the largest or smallest there is. */
    public static long plus(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
