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
    /** @param field with its quotes and the colon and quote behind them, as it stands in a line */
    private record Like(Needle field, ModelPattern pattern) {}

    private final Instant earliest;
    private final byte[] from;
    private final byte[] to;
    private final List<Needle> parts;
    private final List<Like> likes;
    private final @Nullable Needle text;

    private RequestFilter(Builder builder) {
        this.earliest = builder.from;
        this.from = SummaryLine.time(builder.from).getBytes(StandardCharsets.US_ASCII);
        this.to = SummaryLine.time(builder.to).getBytes(StandardCharsets.US_ASCII);
        this.parts = List.copyOf(builder.parts);
        this.likes = List.copyOf(builder.likes);
        this.text = builder.text;
    }

    /** Collects conditions; all of them must hold. */
    public static final class Builder {
        private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999Z");

        private final List<Needle> parts = new ArrayList<>();
        private Instant from = Instant.EPOCH;
        private Instant to = FOREVER;
        private final List<Like> likes = new ArrayList<>();
        private @Nullable Needle text;

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

        /** The model that the client asked for: a part of its name, or a pattern with {@code *}. */
        public Builder modelLike(String part) {
            return like("model_id", part);
        }

        /** The tenant's id, in the same way. */
        public Builder tenantLike(String part) {
            return like("tenant", part);
        }

        /** The upstream's name, in the same way. */
        public Builder upstreamLike(String part) {
            return like("provider_name", part);
        }

        /** Stands anywhere in the line; case does not matter for ASCII letters. */
        public Builder text(String wanted) {
            text = Needle.inAnyCase(quoted(wanted.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
            return this;
        }

        private Builder like(String field, String part) {
            String pattern = part.indexOf('*') >= 0 ? part : '*' + part + '*';
            likes.add(new Like(ascii("\"" + field + "\":\""), new ModelPattern(pattern)));
            return this;
        }

        private Builder is(String field, String value) {
            parts.add(Needle.of(("\"" + field + "\":\"" + quoted(value) + '"').getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        private static String quoted(String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }

        private static Needle ascii(String part) {
            return Needle.of(part.getBytes(StandardCharsets.US_ASCII));
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
        for (Needle part : parts) {
            if (part.find(line, start, end) < 0) {
                return false;
            }
        }
        for (Like like : likes) {
            if (!like(like, line, start, end)) {
                return false;
            }
        }
        Needle wanted = text;
        return wanted == null || wanted.find(line, start, end) >= 0;
    }

    private static boolean like(Like like, byte[] line, int start, int end) {
        int found = like.field().find(line, start, end);
        if (found < 0) {
            return false;
        }
        int value = found + like.field().length();
        int close = value;
        while (close < end && line[close] != '"') {
            close += line[close] == '\\' ? 2 : 1;
        }
        return like.pattern().matches(new String(line, value, Math.min(close, end) - value, StandardCharsets.UTF_8));
    }
}
