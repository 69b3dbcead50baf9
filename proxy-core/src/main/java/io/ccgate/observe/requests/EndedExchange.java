package io.ccgate.observe.requests;

import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Cost;
import org.jspecify.annotations.Nullable;

/** A request on its way to the log. {@code recording}: null when none was asked for. */
record EndedExchange(
        ExchangeSummary summary, Cost cost, @Nullable Recording recording) {
    private static final int BAD_REQUEST = 400;

    boolean failed() {
        return summary.statusCode() >= BAD_REQUEST || summary.errorType() != null;
    }
}
