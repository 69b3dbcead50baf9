package io.ccgate.config.model;

import java.time.Duration;

/**
 * @param maxBodySize bytes kept of each body
 */
public record RequestLogConfig(Mode mode, long maxBodySize, Duration retention) {
    /** Which requests keep headers and bodies. */
    public enum Mode {
        OFF,
        FAILURES,
        ALL
    }
}
