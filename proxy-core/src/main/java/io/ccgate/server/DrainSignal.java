package io.ccgate.server;

/** What a stopping gateway tells each client connection. */
public enum DrainSignal {
    /** Finish the request that runs, take no other. */
    FINISH,
    /** Give up. */
    STOP_NOW
}
