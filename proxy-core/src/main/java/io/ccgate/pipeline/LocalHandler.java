package io.ccgate.pipeline;

import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.LocalEndpoint;

/** Lets the gateway's own endpoints answer. */
public final class LocalHandler extends Stage {
    @Override
    boolean passes(Exchange exchange) {
        LocalEndpoint endpoint = exchange.local();
        if (endpoint == null) {
            return true;
        }
        endpoint.serve(exchange);
        return false;
    }
}
