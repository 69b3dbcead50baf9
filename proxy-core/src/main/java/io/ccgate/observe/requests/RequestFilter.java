package io.ccgate.observe.requests;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ccgate.config.model.ModelPattern;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are asked for. It looks at the bytes of a line without parsing it: a quote within a value is always escaped, so
 * {@code "tenant":"acme"} can stand nowhere but where it says what it says. Immutable.
 */
public final class RequestFilter {
    private static final byte[] MODEL = "\"model_id\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Instant earliest;
    private final byte[] from;
    private final byte[] to;
    private final List<byte[]> parts;
    private final @Nullable ModelPattern model;
    private final byte @Nullable [] text;

    private RequestFilter(Builder builder) {
        this.earliest = builder.from;
        this.from = SummaryLine.time(builder.from).getBytes(StandardCharsets.US_ASCII);
        this.to = SummaryLine.time(builder.to).getBytes(StandardCharsets.US_ASCII);
        this.parts = List.copyOf(builder.parts);
        this.model = builder.model;
        this.text = builder.text;
    }

    /** Collects conditions; all of them must hold. */
    public static final class Builder {
        private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999Z");

        private final List<byte[]> parts = new ArrayList<>();
        private Instant from = Instant.EPOCH;
        private Instant to = FOREVER;
        private @Nullable ModelPattern model;
        private byte @Nullable [] text;

        /** Ended at this moment or later. */
        public Builder from(Instant first) {
            from = first;
            return this;
        }

        /** Ended before this moment. */
        public Builder to(Instant end) {
            to = end.isAfter(FOREVER) ? FOREVER : end;
            return this;
        }

        Builder id(String id) {
            return is("id", id);
        }

        public Builder tenant(String id) {
            return is("tenant", id);
        }

        /** Id of the upstream that served it or failed last. */
        public Builder upstream(String id) {
            return is("provider_id", id);
        }

        public Builder upstreamName(String name) {
            return is("provider_name", name);
        }

        public Builder agent(String id) {
            return is("cli_type", id);
        }

        public Builder session(String id) {
            return is("session", id);
        }

        public Builder success(boolean wanted) {
            parts.add(ascii("\"success\":" + wanted));
            return this;
        }

        /**
         * @param status {@code 404}, or a class of them, {@code 4xx}
         * @throws IllegalArgumentException when it is neither
         */
        public Builder status(String status) {
            if (!status.matches("[1-9](\\d\\d|xx)")) {
                throw new IllegalArgumentException("status: give a number such as 429 or a class such as 5xx");
            }
            boolean whole = !status.endsWith("xx");
            parts.add(ascii("\"status_code\":" + (whole ? status + ',' : status.substring(0, 1))));
            return this;
        }

        /** The model that the client asked for; {@code *} stands for any run of characters. */
        public Builder model(String pattern) {
            model = new ModelPattern(pattern);
            return this;
        }

        /** Stands anywhere in the line; case does not matter for ASCII letters. */
        public Builder text(String wanted) {
            text = quoted(wanted.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
            return this;
        }

        private Builder is(String field, String value) {
            parts.add(("\"" + field + "\":\"" + quoted(value) + '"').getBytes(StandardCharsets.UTF_8));
            return this;
        }

        private static String quoted(String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }

        private static byte[] ascii(String part) {
            return part.getBytes(StandardCharsets.US_ASCII);
        }

        public RequestFilter build() {
            return new RequestFilter(this);
        }
    }

    Instant from() {
        return earliest;
    }

    /** How a line stands to the asked span: below 0 before it, above 0 behind it. Lines that are none count as in it. */
    int compareTime(byte[] line, int start, int length) {
        if (length < SummaryLine.TIME_START + SummaryLine.TIME_LENGTH) {
            return 0;
        }
        int time = start + SummaryLine.TIME_START;
        int end = time + SummaryLine.TIME_LENGTH;
        if (java.util.Arrays.compare(line, time, end, from, 0, from.length) < 0) {
            return -1;
        }
        return java.util.Arrays.compare(line, time, end, to, 0, to.length) >= 0 ? 1 : 0;
    }

    /** Whether a line within the span is asked for. A torn line never is. */
    boolean matches(byte[] line, int start, int length) {
        int end = start + length;
        if (length < SummaryLine.TIME_START + SummaryLine.TIME_LENGTH || line[start] != '{' || line[end - 1] != '}') {
            return false;
        }
        for (byte[] part : parts) {
            if (ByteSearch.find(line, start, end, part) < 0) {
                return false;
            }
        }
        byte[] wanted = text;
        return (wanted == null || ByteSearch.findLowerCase(line, start, end, wanted) >= 0)
                && (model == null || modelMatches(line, start, end));
    }

    private boolean modelMatches(byte[] line, int start, int end) {
        int found = ByteSearch.find(line, start, end, MODEL);
        if (found < 0 || model == null) {
            return false;
        }
        int value = found + MODEL.length;
        int close = value;
        while (close < end && line[close] != '"') {
            close += line[close] == '\\' ? 2 : 1;
        }
        return model.matches(new String(line, value, Math.min(close, end) - value, StandardCharsets.UTF_8));
    }
}
