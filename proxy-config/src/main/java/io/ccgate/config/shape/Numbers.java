package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.TextNode;
import java.math.BigDecimal;
import java.util.Map;

/** Whole numbers and decimals. A reference may stand for a number, as in {@code "port": "${env:PORT}"}. */
public final class Numbers {
    /** Beyond any sensible value; keeps {@code 1e999999999} from costing memory. */
    private static final int MAX_DIGITS = 40;

    private Numbers() {}

    /** A whole number that fits an int. */
    public static Type<Integer> integer(int min, int max) {
        return new Mapped<>(whole(min, max), Math::toIntExact);
    }

    public static Type<Long> whole(long min, long max) {
        String range = max == Long.MAX_VALUE || max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
        Map<String, Object> bounds = max == Long.MAX_VALUE || max == Integer.MAX_VALUE
                ? Types.ordered("type", "integer", "minimum", min)
                : Types.ordered("type", "integer", "minimum", min, "maximum", max);
        Map<String, Object> schema = Scalar.orReference(bounds);
        String words = "a whole number, " + range;
        return new Scalar<>(words, "write " + words, schema, (node, reading) -> {
            BigDecimal number = decimal(node, false);
            if (number.stripTrailingZeros().scale() > 0) {
                throw new Mismatch();
            }
            if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw new Mismatch();
            }
            return number.longValueExact();
        });
    }

    /** A decimal, 0 or more; exact. Also accepted as a text, since not every program writes 0.1 as 0.1. */
    public static Type<BigDecimal> decimal() {
        Map<String, Object> schema = Scalar.orReference(Types.ordered("type", "number", "minimum", 0));
        String words = "a number, 0 or more";
        return new Scalar<>(words, "write " + words, schema, (node, reading) -> {
            BigDecimal number = decimal(node, true);
            if (number.signum() < 0) {
                throw new Mismatch();
            }
            return number;
        });
    }

    static BigDecimal decimal(Node node, boolean textAllowed) throws Mismatch {
        String written;
        if (node instanceof NumberNode number) {
            written = number.text();
        } else if (node instanceof TextNode text && (textAllowed || text.referenced())) {
            written = text.value().strip();
        } else {
            throw new Mismatch();
        }
        try {
            BigDecimal number = new BigDecimal(written);
            if (Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS) {
                throw new Mismatch();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Mismatch();
        }
    }
}
