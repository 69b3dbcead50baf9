package io.ccgate.exchange;

import io.ccgate.error.GatewayError;

/** Something the gateway answers itself. */
public interface LocalEndpoint {
    /**
     * Answers, now or later. Called on the client's event loop with the whole body collected; whoever needs a file or another
     * slow thing goes to a worker thread and comes back through {@link ClientLink#execute}.
     */
    void serve(Exchange exchange);

    /** Largest request body it takes, in bytes; the server's own limit holds besides. */
    default long maxBodySize() {
        return Long.MAX_VALUE;
    }

    /** Refuses what it is not even asked about, such as a body beyond {@link #maxBodySize}. On the client's event loop. */
    default void refuse(Exchange exchange, GatewayError error) {
        GatewayAnswer.refuse(exchange, error);
    }

    /** Whether pages of other sites may call it where the configuration allows their origin. */
    default boolean crossOrigin() {
        return true;
    }
}
