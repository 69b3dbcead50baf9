package io.ccgate.observe;

import io.ccgate.observe.requests.Recording;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Cost;
import org.jspecify.annotations.Nullable;

/** Hears of every request's end, once. Called on the client's event loop: constant time, no lock, no I/O. */
@FunctionalInterface
public interface ExchangeObserver {
    /**
     * @param cost what it cost
     * @param recording headers and bodies, the observer's from here on; null when none were asked for
     */
    void ended(ExchangeSummary summary, Cost cost, @Nullable Recording recording);
}
