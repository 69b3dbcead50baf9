package io.ccgate.translate.error;

import io.ccgate.config.model.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an upstream's answer that mean something to a client of another protocol: retry hints as they are, rate limits
 * renamed, their reset times turned from instants into durations or back.
 */
public final class AnswerHeaders {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

    private AnswerHeaders() {}

    /**
     * @param upstream names in lower case
     * @return names in lower case, in order
     */
    public static Map<String, String> translate(Map<String, String> upstream, Protocol from, Protocol to, Instant now) {
        Map<String, String> out = new LinkedHashMap<>();
        copy(upstream, out, "retry-after", "retry-after");
        copy(upstream, out, "x-should-retry", "x-should-retry");
        copy(upstream, out, "request-id", "x-upstream-request-id");
        copy(upstream, out, "x-request-id", "x-upstream-request-id");
        if (from == Protocol.ANTHROPIC && isOpenAi(to)) {
            limits(upstream, out, "anthropic-ratelimit-%2$s-%1$s", "x-ratelimit-%1$s-%2$s", true, now);
        } else if (isOpenAi(from) && to == Protocol.ANTHROPIC) {
            limits(upstream, out, "x-ratelimit-%1$s-%2$s", "anthropic-ratelimit-%2$s-%1$s", false, now);
        } else if (isOpenAi(from) && isOpenAi(to)) {
            limits(upstream, out, "x-ratelimit-%1$s-%2$s", "x-ratelimit-%1$s-%2$s", null, now);
        }
        return out;
    }

    private static boolean isOpenAi(Protocol protocol) {
        return protocol == Protocol.CHAT || protocol == Protocol.RESPONSES;
    }

    private static void copy(Map<String, String> in, Map<String, String> out, String name, String newName) {
        String value = in.get(name);
        if (value != null) {
            out.put(newName, value);
        }
    }

    /** @param toDuration whether instants become durations; null leaves the reset as it is */
    private static void limits(
            Map<String, String> in,
            Map<String, String> out,
            String name,
            String newName,
            @Nullable Boolean toDuration,
            Instant now) {
        for (String unit : new String[] {"requests", "tokens"}) {
            for (String kind : new String[] {"limit", "remaining"}) {
                copy(in, out, name(name, kind, unit), name(newName, kind, unit));
            }
            String reset = in.get(name(name, "reset", unit));
            if (reset == null) {
                continue;
            }
            String translated = toDuration == null ? reset : toDuration ? duration(reset, now) : instant(reset, now);
            if (translated != null) {
                out.put(name(newName, "reset", unit), translated);
            }
        }
    }

    private static String name(String form, String kind, String unit) {
        return String.format(Locale.ROOT, form, kind, unit);
    }

    /** An RFC 3339 instant as Go-style duration: {@code 6m0s}, {@code 12ms}. */
    static @Nullable String duration(String instant, Instant now) {
        Duration left;
        try {
            left = Duration.between(now, Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return null;
        }
        if (left.isNegative()) {
            return "0s";
        }
        long seconds = left.toSeconds();
        if (seconds == 0) {
            return left.toMillis() + "ms";
        }
        String text = seconds % 60 + "s";
        if (seconds >= 60) {
            text = seconds / 60 % 60 + "m" + text;
        }
        return seconds >= 3600 ? seconds / 3600 + "h" + text : text;
    }

    static @Nullable String instant(String duration, Instant now) {
        Matcher part = DURATION_PART.matcher(duration);
        double millis = 0;
        int read = 0;
        while (part.find() && part.start() == read) {
            double factor = switch (part.group(2)) {
                case "ms" -> 1;
                case "s" -> 1000;
                case "m" -> 60_000;
                default -> 3_600_000;
            };
            millis += Double.parseDouble(part.group(1)) * factor;
            read = part.end();
        }
        boolean whole = read == duration.length() && read > 0;
        return whole ? now.plusMillis(Math.round(millis)).toString() : null;
    }
}
