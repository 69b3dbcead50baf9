package io.ccgate.exchange;

import io.ccgate.error.GatewayError;

/** Whoever works on an exchange's answer and must hear of its client. Called on the client's event loop. */
public interface Progress {
    /** While nobody works on it. */
    Progress NOBODY = new Progress() {
        @Override
        public void clientWritable() {}

        @Override
        public void abandoned(GatewayError why) {}
    };

    /** The client takes bytes again. */
    void clientWritable();

    /** The client is gone, or the gateway gives the exchange up: stop everything upstream at once. */
    void abandoned(GatewayError why);
}
