package io.ccgate.config.file;

import io.ccgate.config.model.TimeoutsConfig;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Type;
import java.time.Duration;
import java.util.Optional;

/** {@code timeouts}, in {@code server.json} for all upstreams and in {@code upstreams.json} for one. */
final class TimeoutsShape {
    private static final Type<Duration> POSITIVE = Quantities.duration(Duration.ofMillis(1));
    private static final Type<Duration> ZERO_OR_MORE = Quantities.duration(Duration.ZERO);

    /** With the defaults that hold for all. */
    static final Shape<Patch> OF_SERVER = shape(true, "How long to wait for an upstream.");

    /** Without defaults: absent keys mean what {@code server.json} says. */
    static final Shape<Patch> OF_UPSTREAM =
            shape(false, "How long to wait for this upstream; absent keys are server.json's.");

    private TimeoutsShape() {}

    /** The keys that are given. */
    record Patch(
            Optional<Duration> connect,
            Optional<Duration> streamFirstByte,
            Optional<Duration> streamIdle,
            Optional<Duration> nonStream,
            Optional<Duration> keepAlive) {

        /** The keys that are given, over those that are not. */
        TimeoutsConfig over(TimeoutsConfig base) {
            return new TimeoutsConfig(
                    connect.orElse(base.connect()),
                    streamFirstByte.orElse(base.streamFirstByte()),
                    streamIdle.orElse(base.streamIdle()),
                    nonStream.orElse(base.nonStream()),
                    keepAlive.orElse(base.keepAlive()));
        }
    }

    /** @param proxyTimeout {@code proxy.timeout} of CCGate */
    static TimeoutsConfig defaults(Optional<Duration> proxyTimeout) {
        return new TimeoutsConfig(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                proxyTimeout.orElse(Duration.ofSeconds(600)),
                Duration.ZERO);
    }

    private static Shape<Patch> shape(boolean defaults, String description) {
        Key<Duration> connect = key("connect", POSITIVE, "TCP connect and TLS handshake.", defaults ? "10s" : "");
        Key<Duration> streamFirstByte = key(
                "streamFirstByte",
                POSITIVE,
                "From the last request byte sent to the first content of a stream; then the next candidate is tried.",
                defaults ? "60s" : "");
        Key<Duration> streamIdle =
                key("streamIdle", POSITIVE, "Longest silence inside a stream.", defaults ? "120s" : "");
        Key<Duration> nonStream =
                key("nonStream", POSITIVE, "Whole answer of a request that does not stream.", defaults ? "600s" : "");
        Key<Duration> keepAlive = key(
                "keepAlive",
                ZERO_OR_MORE,
                "Silence of the upstream after which a stream's client gets a keep-alive in its protocol's form; 0 sends"
                        + " none, the bytes stay exactly the upstream's.",
                defaults ? "0s" : "");
        return Shape.of(
                description,
                in -> new Patch(
                        in.find(connect),
                        in.find(streamFirstByte),
                        in.find(streamIdle),
                        in.find(nonStream),
                        in.find(keepAlive)),
                connect,
                streamFirstByte,
                streamIdle,
                nonStream,
                keepAlive);
    }

    private static Key<Duration> key(String name, Type<Duration> type, String description, String fallback) {
        Key<Duration> key = Key.of(name, type, description);
        return fallback.isEmpty() ? key : key.or(fallback);
    }
}
