package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting of {@linkplain Knob knobs}: timing and faults of an answer. Immutable; values are checked when set.
 *
 * <pre>{@code MockFaults.NONE.with(Knob.STATUS, "529").with(Knob.RETRY_AFTER, "1")}</pre>
 */
public final class MockFaults {
    private static final Set<String> PROTOCOLS = Set.of("anthropic", "openai-chat", "openai-responses", "gemini");

    /** Answers as they should be, at once. */
    public static final MockFaults NONE = new MockFaults(new EnumMap<>(Knob.class));

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(us|ms|s|m|)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> FLAG_WORDS = Set.of("true", "false", "1", "0", "");
    private static final Pattern CUT = Pattern.compile("(?:(\\d{1,9}):?)?(reset|close|end)?");
    private static final Pattern DIRECTIVE = Pattern.compile("\\[\\[mock ([^\\]]*)]]");

    private final Map<Knob, String> values;

    private MockFaults(Map<Knob, String> values) {
        this.values = values;
    }

    /** How a broken answer ends. */
    public enum CutEnd {
        /** TCP RST. */
        RESET,
        /** FIN without the end of the body. */
        CLOSE,
        /** A well-framed end before the protocol's last event. */
        END
    }

    /** Where and how an answer is broken off. */
    public record Cut(int after, CutEnd end) {}

    /**
     * This setting with one knob turned.
     *
     * @throws IllegalArgumentException if the knob does not take that value
     */
    public MockFaults with(Knob knob, String value) {
        EnumMap<Knob, String> changed = new EnumMap<>(values);
        changed.put(knob, checked(knob, value));
        return new MockFaults(changed);
    }

    private static String checked(Knob knob, String value) {
        String trimmed = value.trim();
        boolean fits = switch (knob.kind()) {
            case DURATION -> DURATION.matcher(trimmed).matches();
            case NUMBER -> NUMBER.matcher(trimmed).matches();
            case FLAG -> FLAG_WORDS.contains(trimmed);
            case TEXT -> fitsText(knob, trimmed);
        };
        if (!fits) {
            throw new IllegalArgumentException(knob.label() + ": cannot use '" + value + "' (" + knob.help() + ")");
        }
        return trimmed;
    }

    private static boolean fitsText(Knob knob, String value) {
        return switch (knob) {
            case CUT -> !value.isEmpty() && CUT.matcher(value).matches();
            case PROTOCOL -> PROTOCOLS.contains(value);
            case ERROR_EVENT -> value.matches("first|\\d{1,9}");
            default -> value.matches("[\\x20-\\x7e]*");
        };
    }

    /** This setting, and what it does not say from {@code base}. */
    public MockFaults over(MockFaults base) {
        if (values.isEmpty() || base.values.isEmpty()) {
            return values.isEmpty() ? base : this;
        }
        EnumMap<Knob, String> merged = new EnumMap<>(base.values);
        merged.putAll(values);
        return new MockFaults(merged);
    }

    /** The knobs among some headers; headers that are not knobs are passed over, unknown knobs are refused. */
    static MockFaults ofHeaders(Iterable<Map.Entry<String, String>> headers) {
        EnumMap<Knob, String> found = new EnumMap<>(Knob.class);
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().regionMatches(true, 0, "x-mock-", 0, 7)) {
                Knob knob = Knob.named(header.getKey());
                found.put(knob, checked(knob, header.getValue()));
            }
        }
        return found.isEmpty() ? NONE : new MockFaults(found);
    }

    /** The knobs of all {@code [[mock NAME=VALUE ...]]} in a text. */
    static MockFaults ofDirectives(String text) {
        MockFaults faults = NONE;
        Matcher directive = DIRECTIVE.matcher(text);
        while (directive.find()) {
            for (String pair : directive.group(1).trim().split("\\s+")) {
                int equals = pair.indexOf('=');
                faults = equals < 0
                        ? faults.with(Knob.named(pair), "true")
                        : faults.with(Knob.named(pair.substring(0, equals)), pair.substring(equals + 1));
            }
        }
        return faults;
    }

    /**
     * The knobs of a JSON object.
     *
     * @throws IllegalArgumentException on an unknown name or unfit value
     */
    static MockFaults ofJson(JsonNode object) {
        MockFaults faults = NONE;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            faults = faults.with(Knob.named(field.getKey()), field.getValue().asText());
        }
        return faults;
    }

    boolean isSet(Knob knob) {
        return values.containsKey(knob);
    }

    Optional<String> text(Knob knob) {
        return Optional.ofNullable(values.get(knob));
    }

    OptionalInt number(Knob knob) {
        String value = values.get(knob);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    boolean flag(Knob knob, boolean otherwise) {
        String value = values.get(knob);
        return value == null ? otherwise : value.isEmpty() || value.equals("true") || value.equals("1");
    }

    /** Zero if not set. */
    Duration duration(Knob knob) {
        Matcher parts = DURATION.matcher(values.getOrDefault(knob, "0"));
        if (!parts.matches()) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "us" -> Duration.ofNanos(count * 1000);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofMillis(count);
        };
    }

    Optional<Cut> cut() {
        Matcher parts = CUT.matcher(values.getOrDefault(Knob.CUT, "-"));
        if (!parts.matches()) {
            return Optional.empty();
        }
        int after = parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1));
        String end = parts.group(2) == null ? "reset" : parts.group(2);
        return Optional.of(new Cut(after, CutEnd.valueOf(end.toUpperCase(Locale.ROOT))));
    }

    /** Events before the error event; empty if there is none. */
    OptionalInt errorEvent() {
        String value = values.get(Knob.ERROR_EVENT);
        if (value == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.equals("first") ? 0 : Integer.parseInt(value));
    }

    /** As a directive would say it. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(set -> set.getKey().label() + "=" + set.getValue())
                .collect(Collectors.joining(" "));
    }
}
