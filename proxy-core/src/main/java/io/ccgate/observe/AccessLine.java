package io.ccgate.observe;

import io.ccgate.usage.ExchangeSummary;

/** How one finished request looks in the access log. */
interface AccessLine {
    /**
     * Appends the line with its line end.
     *
     * @param costPico pico-dollars
     */
    void write(ExchangeSummary exchange, long costPico, LineBuffer line);
}
