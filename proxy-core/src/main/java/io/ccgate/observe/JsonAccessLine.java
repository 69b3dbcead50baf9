package io.ccgate.observe;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For programs: one flat JSON object a line, and the attempts as an array in it. Money is a string of dollars. */
final class JsonAccessLine implements AccessLine {
    @Override
    public void write(ExchangeSummary exchange, long costPico, LineBuffer line) {
        Protocol protocol = exchange.protocol();
        TokenUsage tokens = exchange.tokens();
        line.ascii("{\"time\":\"").time(exchange.timestamp()).ascii('"');
        text(line, "id", exchange.requestId());
        text(line, "ip", exchange.clientIp());
        text(line, "tenant", exchange.tenantId());
        text(line, "agent", exchange.agent().id());
        text(line, "protocol", protocol == null ? null : protocol.id());
        text(line, "method", exchange.method());
        line.ascii(",\"path\":\"");
        RedactedTarget.write(exchange.path(), line);
        line.ascii('"');
        number(line, "status", exchange.statusCode());
        text(line, "model", exchange.model());
        text(
                line,
                "upstream",
                exchange.upstream() == null ? null : exchange.upstream().id());
        attempts(line, exchange.attempts());
        number(line, "in", tokens.input());
        number(line, "out", tokens.output());
        number(line, "cacheWrite", tokens.cacheCreation());
        number(line, "cacheRead", tokens.cacheRead());
        line.ascii(",\"cost\":\"").dollars(costPico).ascii('"');
        text(line, "estimated", exchange.estimatedBecause());
        number(line, "received", exchange.requestBodySize());
        number(line, "sent", exchange.responseBodySize());
        number(line, "ttft", exchange.ttftMillis());
        number(line, "duration", exchange.durationMillis());
        text(line, "error", exchange.errorType());
        line.ascii("}\n");
    }

    private static void attempts(LineBuffer line, List<AttemptRecord> attempts) {
        line.ascii(",\"attempts\":[");
        boolean first = true;
        for (AttemptRecord attempt : attempts) {
            line.ascii(first ? "{\"upstream\":" : ",{\"upstream\":").quoted(attempt.upstream());
            number(line, "status", attempt.status());
            text(line, "error", attempt.error());
            number(line, "ms", attempt.millis());
            line.ascii('}');
            first = false;
        }
        line.ascii(']');
    }

    /** A value that is not known is left out. */
    private static void text(LineBuffer line, String key, @Nullable String value) {
        if (value != null) {
            line.ascii(",\"").ascii(key).ascii("\":").quoted(value);
        }
    }

    private static void number(LineBuffer line, String key, long value) {
        line.ascii(",\"").ascii(key).ascii("\":").number(value);
    }
}
