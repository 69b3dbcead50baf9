package io.ccgate.cli.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people and for machines. */
final class Figures {
    private static final int PICO = 12;
    private static final int TABLE_DECIMALS = 4;

    private Figures() {}

    /** {@code 1,234} */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1,234.5000} */
    static String dollars(BigDecimal dollars) {
        return String.format(Locale.ROOT, "%,.4f", dollars.setScale(TABLE_DECIMALS, RoundingMode.HALF_UP));
    }

    static String dollarsOfPico(long pico) {
        return dollars(BigDecimal.valueOf(pico, PICO));
    }

    /** Without trailing zeros. */
    static BigDecimal exact(BigDecimal dollars) {
        BigDecimal plain = dollars.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    static BigDecimal exactOfPico(long pico) {
        return exact(BigDecimal.valueOf(pico, PICO));
    }

    /** Part of a whole in percent with one digit; {@code -} of nothing. */
    static String percent(BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            return "-";
        }
        return part.multiply(BigDecimal.valueOf(100))
                .divide(whole.abs(), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
