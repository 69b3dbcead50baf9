package io.ccgate.observe.requests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ccgate.observe.redact.SecretValues;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.AttemptSteps;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Timeline;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One request as a line of JSON, without its line end: what lists show, what filters look at, and what the API answers byte for byte.
 * The time comes first and always has the same length, so that lines can be compared by it.
 */
final class SummaryLine {
    /** Where the time stands in a line: behind <code>{"time":"</code>. */
    static final int TIME_START = 9;

    static final int TIME_LENGTH = 24;

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_TEXT = 512;
    private static final JsonFactory JSON = new JsonFactory().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private SummaryLine() {}

    static String time(java.time.Instant instant) {
        return ISO.format(instant);
    }

    /**
     * Writes the line.
     *
     * @param secrets taken out of whatever a client or an upstream worded
     * @param detailAt where in the day's details this request begins; -1 when it has none
     */
    static byte[] of(EndedExchange ended, SecretValues secrets, long detailAt, int detailSize) throws IOException {
        ExchangeSummary summary = ended.summary();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("time", time(summary.timestamp()));
            out.writeStringField("id", summary.requestId());
            out.writeNumberField("created_at", summary.timestamp().getEpochSecond());
            text(out, "tenant", summary.tenantId(), secrets);
            out.writeStringField("cli_type", summary.agent().id());
            text(
                    out,
                    "protocol",
                    summary.protocol() == null ? null : summary.protocol().id(),
                    SecretValues.NONE);
            text(out, "client_method", summary.method(), secrets);
            text(out, "client_path", summary.path(), secrets);
            text(out, "model_id", summary.model(), secrets);
            text(out, "upstream_model", summary.upstreamModel(), secrets);
            text(
                    out,
                    "provider_id",
                    summary.upstream() == null ? null : summary.upstream().id(),
                    SecretValues.NONE);
            text(
                    out,
                    "provider_name",
                    summary.upstream() == null ? null : summary.upstream().name(),
                    SecretValues.NONE);
            out.writeNumberField("status_code", summary.statusCode());
            out.writeBooleanField("success", !ended.failed());
            text(out, "error_message", summary.errorType(), secrets);
            out.writeNumberField("elapsed_ms", summary.durationMillis());
            number(out, "ttft_ms", summary.ttftMillis());
            out.writeBooleanField("stream", summary.stream());
            tokens(out, summary);
            out.writeNumberField("cost", Money.dollars(ended.cost().totalMicros()));
            out.writeNumberField("request_size", summary.requestBodySize());
            out.writeNumberField("response_size", summary.responseBodySize());
            text(out, "session", summary.session(), secrets);
            text(out, "sub_agent", summary.agentId(), secrets);
            text(out, "parent_agent", summary.parentAgentId(), secrets);
            text(out, "user_agent", summary.userAgent(), secrets);
            text(out, "client_ip", summary.clientIp(), SecretValues.NONE);
            timeline(out, summary.timeline());
            attempts(out, summary, secrets);
            if (detailAt >= 0) {
                out.writeObjectFieldStart("detail");
                out.writeNumberField("at", detailAt);
                out.writeNumberField("size", detailSize);
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void tokens(JsonGenerator out, ExchangeSummary summary) throws IOException {
        TokenUsage tokens = summary.tokens();
        out.writeNumberField("input_tokens", tokens.input());
        out.writeNumberField("output_tokens", tokens.output());
        out.writeNumberField("cache_creation_tokens", tokens.cacheCreation());
        out.writeNumberField("cache_read_tokens", tokens.cacheRead());
        out.writeNumberField("reasoning_tokens", tokens.reasoning());
        text(out, "estimated_because", summary.estimatedBecause(), SecretValues.NONE);
    }

    /** Microseconds since the request's head was read; a step that was not reached is left out. */
    private static void timeline(JsonGenerator out, Timeline steps) throws IOException {
        out.writeObjectFieldStart("timeline_us");
        number(out, "body", steps.body());
        number(out, "admitted", steps.admitted());
        number(out, "first_content", steps.content());
        number(out, "ended", steps.ended());
        out.writeEndObject();
    }

    private static void attempts(JsonGenerator out, ExchangeSummary summary, SecretValues secrets) throws IOException {
        out.writeArrayFieldStart("attempts");
        for (AttemptRecord attempt : summary.attempts()) {
            AttemptSteps steps = attempt.steps();
            out.writeStartObject();
            text(out, "provider", attempt.upstream(), SecretValues.NONE);
            text(out, "model", attempt.model(), secrets);
            out.writeNumberField("status", attempt.status());
            text(out, "error", attempt.error(), secrets);
            number(out, "started", steps.started());
            number(out, "connected", steps.connected());
            number(out, "sent", steps.sent());
            number(out, "head", steps.head());
            number(out, "first_content", steps.content());
            number(out, "ended", steps.ended());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, String name, @Nullable String value, SecretValues secrets)
            throws IOException {
        if (value != null && !value.isEmpty()) {
            String masked = secrets.mask(value);
            out.writeStringField(name, masked.length() > LONGEST_TEXT ? masked.substring(0, LONGEST_TEXT) : masked);
        }
    }

    /** A time that is not known is left out. */
    private static void number(JsonGenerator out, String name, long value) throws IOException {
        if (value >= 0) {
            out.writeNumberField(name, value);
        }
    }
}
