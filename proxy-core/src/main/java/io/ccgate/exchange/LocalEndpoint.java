package io.ccgate.exchange;

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

    /** Whether pages of other sites may call it where the configuration allows their origin. */
    default boolean crossOrigin() {
        return true;
    }
}
