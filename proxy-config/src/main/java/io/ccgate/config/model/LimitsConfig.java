package io.ccgate.config.model;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tenant may spend. Absent windows and rates are unlimited.
 *
 * @param requestsPerMinute 0 means no limit, as in the two after it
 * @param timeZone calendar of the windows
 */
public record LimitsConfig(
        Window daily,
        Window weekly,
        Window monthly,
        Window total,
        long requestsPerMinute,
        long tokensPerMinute,
        int maxConcurrent,
        ZoneId timeZone) {

    /** Limits of one window of time. */
    public record Window(Optional<BigDecimal> maxUSD, OptionalLong maxTokens, OptionalLong maxRequests) {
        /** The window without any limit. */
        public static final Window UNLIMITED = new Window(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
}
