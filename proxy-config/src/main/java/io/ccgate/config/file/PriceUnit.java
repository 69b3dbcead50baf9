package io.ccgate.config.file;

import java.math.BigDecimal;

/** How many tokens a price in a file is for. */
public enum PriceUnit {
    /** CCGate's. */
    PER_1K("per1k", 1000),
    PER_1M("per1m", 1);

    private final String id;
    private final BigDecimal perMillion;

    PriceUnit(String id, long perMillion) {
        this.id = id;
        this.perMillion = BigDecimal.valueOf(perMillion);
    }

    public String id() {
        return id;
    }

    /** A price of the file as dollars per million tokens. */
    BigDecimal perMillion(BigDecimal written) {
        return written.multiply(perMillion).stripTrailingZeros();
    }
}
