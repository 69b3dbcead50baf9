package io.ccgate.cli.port;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Starts the demo upstream. */
public interface MockStarter {
    /** Names of the faults and delays that can be set, each with a line of help. */
    Map<String, String> faults();

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     * @param key the only key it accepts; empty: every request is welcome
     * @param faults values by the names of {@link #faults()}
     * @throws IllegalArgumentException if a fault does not take its value
     */
    RunningMock start(String host, int port, Optional<String> key, Map<String, String> faults) throws Exception;

    /** A demo upstream that listens. */
    interface RunningMock extends AutoCloseable {
        URI address();

        @Override
        void close();
    }
}
