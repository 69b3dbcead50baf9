package io.ccgate.usage.price;

import org.jspecify.annotations.Nullable;

/**
 * What prompt caching changed of a request's price, in pico-dollars (1e-12 USD).
 *
 * @param savedPico what the tokens read from a cache would have cost more as plain input
 * @param premiumPico what the tokens written to a cache cost more than as plain input
 * @param unreadPico the premium just paid, as long as nobody read what it bought, less earlier premiums that this
 *     request's reads made good; sums of it are the premiums paid for nothing. May be negative
 * @param switchedFrom the upstream that held this conversation's warm cache, when another one served; else null
 * @param switchPico what the tokens that were warm there cost more here than reading them would have
 */
public record CacheEffect(
        long savedPico,
        long premiumPico,
        long unreadPico,
        @Nullable String switchedFrom,
        long switchPico) {
    /** No cache was used. */
    public static final CacheEffect NONE = new CacheEffect(0, 0, 0, null, 0);

    /** Of a request whose conversation is not known. */
    static CacheEffect of(long savedPico, long premiumPico) {
        return savedPico == 0 && premiumPico == 0 ? NONE : new CacheEffect(savedPico, premiumPico, 0, null, 0);
    }

    /** The same with what its conversation tells. */
    public CacheEffect within(long unread, @Nullable String from, long switchCost) {
        return new CacheEffect(savedPico, premiumPico, unread, from, switchCost);
    }
}
