package io.ccgate.observe;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For eyes and awk: the fixed fields first, then {@code key=value} pairs. A value that is not known is {@code -}.
 *
 * <pre>
 * TIME ID IP TENANT AGENT PROTOCOL "METHOD PATH" STATUS model=… upstream=… attempts=… in=… out=… cacheWrite=… cacheRead=…
 *     cost=DOLLARS received=BYTES sent=BYTES ttft=MS duration=MS error=…
 * </pre>
 */
final class TextAccessLine implements AccessLine {
    @Override
    public void write(ExchangeSummary exchange, long costPico, LineBuffer line) {
        Protocol protocol = exchange.protocol();
        TokenUsage tokens = exchange.tokens();
        line.time(exchange.timestamp()).ascii(' ');
        word(line, exchange.requestId()).ascii(' ');
        word(line, exchange.clientIp()).ascii(' ');
        word(line, exchange.tenantId()).ascii(' ');
        line.ascii(exchange.agent().id()).ascii(' ');
        line.ascii(protocol == null ? "-" : protocol.id()).ascii(" \"");
        line.escaped(exchange.method()).ascii(' ');
        RedactedTarget.write(exchange.path(), line);
        line.ascii("\" ").number(exchange.statusCode());
        word(line.ascii(" model="), exchange.model());
        word(
                line.ascii(" upstream="),
                exchange.upstream() == null ? null : exchange.upstream().id());
        line.ascii(" attempts=");
        attempts(line, exchange.attempts());
        line.ascii(" in=").number(tokens.input());
        line.ascii(" out=").number(tokens.output());
        line.ascii(" cacheWrite=").number(tokens.cacheCreation());
        line.ascii(" cacheRead=").number(tokens.cacheRead());
        line.ascii(" cost=").dollars(costPico);
        if (exchange.estimatedBecause() != null) {
            line.ascii(" estimated");
        }
        line.ascii(" received=").number(exchange.requestBodySize());
        line.ascii(" sent=").number(exchange.responseBodySize());
        line.ascii(" ttft=");
        if (exchange.ttftMillis() < 0) {
            line.ascii('-');
        } else {
            line.number(exchange.ttftMillis());
        }
        line.ascii(" duration=").number(exchange.durationMillis());
        word(line.ascii(" error="), exchange.errorType()).ascii('\n');
    }

    /** The number of tries; those that failed are named, as {@code 2(main:529)}. */
    private static void attempts(LineBuffer line, List<AttemptRecord> attempts) {
        line.number(attempts.size());
        boolean open = false;
        for (AttemptRecord attempt : attempts) {
            if (attempt.error() != null) {
                word(line.ascii(open ? ',' : '('), attempt.upstream()).ascii(':');
                if (attempt.status() > 0) {
                    line.number(attempt.status());
                } else {
                    word(line, attempt.error());
                }
                open = true;
            }
        }
        if (open) {
            line.ascii(')');
        }
    }

    /** A value as one word, so that the fields stay countable: spaces become underscores. */
    private static LineBuffer word(LineBuffer line, @Nullable String value) {
        return value == null || value.isEmpty() ? line.ascii('-') : line.escaped(value.replace(' ', '_'));
    }
}
