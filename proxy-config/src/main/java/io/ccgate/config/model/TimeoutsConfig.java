package io.ccgate.config.model;

import java.time.Duration;

/**
 * Waits for an upstream. Every value is positive, except {@code keepAlive}, where zero means off.
 *
 * @param connect TCP connect and TLS handshake
 * @param streamFirstByte from the last request byte sent to the first content of a stream
 * @param streamIdle between two bytes of a stream
 * @param nonStream whole answer of a request that does not stream
 * @param keepAlive silence of an upstream after which a stream's client gets a keep-alive in its protocol's form; zero:
 *     never, the bytes stay exactly the upstream's
 */
public record TimeoutsConfig(
        Duration connect, Duration streamFirstByte, Duration streamIdle, Duration nonStream, Duration keepAlive) {}
