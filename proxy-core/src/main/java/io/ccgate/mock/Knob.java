package io.ccgate.mock;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What can be turned on the demo upstream, for one request or for all.
 *
 * <p>Every knob has one name and four ways to turn it: the request header {@code x-mock-NAME}, the directive
 * {@code [[mock NAME=VALUE ...]]} in the last user text, {@code POST /mock/faults} with {@code {"NAME": VALUE}}, and a
 * command line flag {@code --NAME}. A header wins over a directive, and both win over what is set for the server.
 */
public enum Knob {
    LATENCY("latency", Kind.DURATION, "wait before the answer's head"),
    FIRST_EVENT("first-event", Kind.DURATION, "wait between the head and the first event"),
    INTERVAL("interval", Kind.DURATION, "wait between two events"),
    EVENTS("events", Kind.NUMBER, "number of text deltas in a stream"),
    ONE_WRITE("one-write", Kind.FLAG, "send head and events of a stream in one write"),
    STATUS("status", Kind.NUMBER, "answer this status with the protocol's error envelope"),
    RETRY_AFTER("retry-after", Kind.TEXT, "retry-after header of an error"),
    PROTOCOL(
            "protocol",
            Kind.TEXT,
            "the only protocol served: anthropic|openai-chat|openai-responses|gemini; others get 404"),
    SHOULD_RETRY("should-retry", Kind.TEXT, "x-should-retry header of an error"),
    ERROR_EVENT("error-event", Kind.TEXT, "first|N: an error event in the stream, before any or after N events"),
    CUT("cut", Kind.TEXT, "N:reset|close|end: break off after N events (bytes of a JSON body); end is a clean end"),
    DRIP("drip", Kind.DURATION, "send one byte per write, this far apart"),
    GZIP("gzip", Kind.FLAG, "compress the body"),
    LENGTH("length", Kind.FLAG, "frame by Content-Length; false: chunked (default: JSON true, streams false)"),
    CLOSE_DELIMITED("close-delimited", Kind.FLAG, "frame by the end of the connection"),
    EARLY_HINTS("103", Kind.FLAG, "send 103 Early Hints first"),
    SIZE("size", Kind.NUMBER, "bytes of a JSON answer, about"),
    TRAILERS("trailers", Kind.FLAG, "send trailer fields after a chunked body"),
    KEEP_ALIVE("keep-alive", Kind.FLAG, "false: close the connection after the answer"),
    HANG("hang", Kind.FLAG, "read the request and never answer"),
    PREBUILT("prebuilt", Kind.FLAG, "for benchmarks: ignore the body; a stream if events is set, else JSON of size"),
    STAMP("stamp", Kind.FLAG, "with prebuilt: each event carries @ and 19 digits, the monotonic clock in ns");

    /** How a value is written. */
    enum Kind {
        /** {@code 200ms}, {@code 500us}, {@code 5s}, {@code 1m}, or a number of milliseconds. */
        DURATION,
        NUMBER,
        FLAG,
        TEXT
    }

    private static final Map<String, Knob> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Knob::label, knob -> knob));

    private final String label;
    private final Kind kind;
    private final String help;

    Knob(String label, Kind kind, String help) {
        this.label = label;
        this.kind = kind;
        this.help = help;
    }

    /** The name in directives, JSON and flags. */
    public String label() {
        return label;
    }

    /** The request header. */
    public String header() {
        return "x-mock-" + label;
    }

    /** One line for people. */
    public String help() {
        return help;
    }

    Kind kind() {
        return kind;
    }

    /**
     * The knob of that name, with or without the prefix {@code x-mock-}, in any case.
     *
     * @throws IllegalArgumentException naming all knobs
     */
    public static Knob named(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        Knob knob = BY_LABEL.get(plain.startsWith("x-mock-") ? plain.substring(7) : plain);
        if (knob == null) {
            throw new IllegalArgumentException("unknown knob '" + name + "'; known: "
                    + Arrays.stream(values()).map(Knob::label).collect(Collectors.joining(", ")));
        }
        return knob;
    }

    /** All knobs, a line each, for {@code --help}. */
    public static String describeAll() {
        return Arrays.stream(values())
                .map(knob -> String.format(Locale.ROOT, "  %-24s %s", knob.header(), knob.help))
                .collect(Collectors.joining("\n"));
    }
}
