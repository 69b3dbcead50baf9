package io.ccgate.cli.port;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts the gateway. */
public interface GatewayStarter {
    /**
     * Binds every listener and begins to serve.
     *
     * @throws InvalidConfiguration if the configuration has errors
     * @throws Exception if it cannot start for another reason; nothing is left running then
     */
    Running start(Path config, Path data) throws Exception;

    /** A gateway that serves. Thread-safe. */
    interface Running {
        /** Where clients reach it, in the order of the configuration. */
        List<URI> addresses();

        /** How long running requests may take to finish, by the configuration in force now. */
        Duration shutdownGrace();

        /**
         * Begins to stop: takes no more requests and lets running ones finish for at most {@code grace}. Returns at once.
         * Called again with a shorter time, the shorter one counts.
         */
        void stop(Duration grace);

        /** Waits until everything has ended and every record is written. */
        void awaitStopped() throws InterruptedException;
    }
}
