package io.ccgate.usage.ledger;

import io.ccgate.usage.price.CacheEffect;
import io.ccgate.usage.price.Money;

/**
 * What prompt caching changed of one record's price, as it is booked: {@link CacheEffect} in micro-dollars.
 *
 * @param unread may be negative
 * @param switches 1 when another upstream held the conversation's warm cache, else 0
 */
public record CacheMoney(long saved, long premium, long unread, int switches, long switchCost) {
    /** No cache was used, or its file does not say. */
    public static final CacheMoney NONE = new CacheMoney(0, 0, 0, 0, 0);

    static CacheMoney of(CacheEffect effect) {
        return effect.equals(CacheEffect.NONE)
                ? NONE
                : new CacheMoney(
                        Money.micros(effect.savedPico()),
                        Money.micros(effect.premiumPico()),
                        Money.micros(effect.unreadPico()),
                        effect.switchedFrom() == null ? 0 : 1,
                        Money.micros(effect.switchPico()));
    }
}
