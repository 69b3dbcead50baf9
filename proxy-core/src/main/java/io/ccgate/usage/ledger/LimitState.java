package io.ccgate.usage.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * One limit of a tenant at one moment. Amounts are micro-dollars, tokens or requests, as {@code name} says.
 *
 * @param used by requests that ended
 * @param reserved held by requests that run, by their estimates
 * @param resetAt when the window ends; of the rolling window: when the first of what was used stops counting, or, once the
 *     limit is reached, when it is no longer reached. Empty for the total, and where nothing was used
 */
public record LimitState(LimitName name, long used, long reserved, long limit, Optional<Instant> resetAt) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What neither is used nor held; never negative. */
    public long remaining() {
        return Math.max(0, limit - used - reserved);
    }

    /** Used of the limit in percent, with two digits. A limit of nothing is always used up. */
    public BigDecimal percent() {
        return limit == 0
                ? HUNDRED
                : BigDecimal.valueOf(used).multiply(HUNDRED).divide(BigDecimal.valueOf(limit), 2, RoundingMode.HALF_UP);
    }
}
