package io.ccgate.exchange;

import io.ccgate.config.model.Protocol;
import io.ccgate.policy.RateState;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's rates in the headers of its protocol: {@code anthropic-ratelimit-*} with points in time, {@code x-ratelimit-*} of
 * OpenAI with durations; Gemini has none. They stand on every answer of a tenant that has such a rate, and then the upstream's
 * headers of that family are left out: those speak of an account that all tenants share, and a client would pace itself by the
 * wrong numbers. A tenant without a rate gets the upstream's own.
 */
final class RateHeaders {
    private static final String ANTHROPIC = "anthropic-ratelimit-";
    private static final String OPENAI = "x-ratelimit-";

    private RateHeaders() {}

    /** Whether an upstream's header makes room for ours. */
    static boolean replace(@Nullable Protocol protocol, CharSequence name) {
        return startsWith(name, protocol == Protocol.ANTHROPIC ? ANTHROPIC : OPENAI);
    }

    static void write(ByteBuf out, @Nullable Protocol protocol, RateState rates) {
        if (protocol == Protocol.ANTHROPIC) {
            long requestsIn = rates.requestsFullIn();
            long tokensIn = rates.tokensFullIn();
            String requestsFull = in(requestsIn, rates.at());
            // Mostly the same moment; writing a date costs more than all the rest.
            String tokensFull = tokensIn == requestsIn ? requestsFull : in(tokensIn, rates.at());
            anthropic(out, "requests", rates.requestsPerMinute(), rates.requestsRemaining(), requestsFull);
            anthropic(out, "tokens", rates.tokensPerMinute(), rates.tokensRemaining(), tokensFull);
        } else if (protocol == Protocol.CHAT || protocol == Protocol.RESPONSES) {
            openai(out, "requests", rates.requestsPerMinute(), rates.requestsRemaining(), rates.requestsFullIn());
            openai(out, "tokens", rates.tokensPerMinute(), rates.tokensRemaining(), rates.tokensFullIn());
        }
    }

    private static String in(long seconds, Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() + seconds).toString();
    }

    private static void anthropic(ByteBuf out, String what, long limit, long remaining, String full) {
        if (limit > 0) {
            line(out, ANTHROPIC, what, "-limit", Long.toString(limit));
            line(out, ANTHROPIC, what, "-remaining", Long.toString(remaining));
            line(out, ANTHROPIC, what, "-reset", full);
        }
    }

    private static void openai(ByteBuf out, String what, long limit, long remaining, long seconds) {
        if (limit > 0) {
            line(out, OPENAI, "limit-", what, Long.toString(limit));
            line(out, OPENAI, "remaining-", what, Long.toString(remaining));
            line(out, OPENAI, "reset-", what, seconds + "s");
        }
    }

    private static void line(ByteBuf out, String family, String first, String second, String value) {
        ByteBufUtil.writeAscii(out, family);
        ByteBufUtil.writeAscii(out, first);
        ByteBufUtil.writeAscii(out, second);
        out.writeShort(':' << 8 | ' ');
        ByteBufUtil.writeAscii(out, value);
        out.writeShort('\r' << 8 | '\n');
    }

    private static boolean startsWith(CharSequence name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (Character.toLowerCase(name.charAt(i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
