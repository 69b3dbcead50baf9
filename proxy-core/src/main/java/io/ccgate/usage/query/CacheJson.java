package io.ccgate.usage.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.price.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What caching was worth: tokens, hit rate in percent with two digits, dollars to the sixth digit. */
final class CacheJson {
    private static final int PERCENT_DIGITS = 2;

    private CacheJson() {}

    static ObjectNode of(Aggregate usage) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("totalRequests", usage.requests())
                .put("inputTokens", usage.input())
                .put("cacheCreationTokens", usage.cacheCreation())
                .put("cacheReadTokens", usage.cacheRead())
                .put("hitRate", hitRate(usage))
                .put("savedCost", Money.dollars(usage.cacheSaved()))
                .put("writePremium", Money.dollars(usage.cachePremium()))
                .put("lostCost", Money.dollars(lost(usage)))
                .put("netSaved", Money.dollars(usage.cacheSaved() - usage.cachePremium()))
                .put("switches", usage.cacheSwitches())
                .put("switchCost", Money.dollars(usage.cacheSwitchCost()));
    }

    /** Never negative: premiums that were paid before the range may be made good within it. */
    static long lost(Aggregate usage) {
        return Math.max(0, usage.cacheUnread());
    }

    /** Tokens read from a cache of all input tokens, in percent. */
    static BigDecimal hitRate(Aggregate usage) {
        long input = usage.input() + usage.cacheCreation() + usage.cacheRead();
        if (input == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = BigDecimal.valueOf(usage.cacheRead())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(input), PERCENT_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
    }
}
