package io.ccgate.exchange;

import io.ccgate.policy.Entry;
import io.ccgate.policy.RateState;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** Headers that every answer of an exchange carries, whoever made it: the tenant's rates, and leave for another origin to read it. */
public final class CommonHeaders {
    private CommonHeaders() {}

    /** Whether an upstream's header makes room for one of these. */
    public static boolean replace(Exchange exchange, AsciiString name) {
        return (exchange.corsOrigin() != null
                        && HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN.contentEqualsIgnoreCase(name))
                || (rates(exchange) != null && RateHeaders.replace(exchange.protocol(), name));
    }

    /** Appends them as whole lines. */
    public static void write(Exchange exchange, ByteBuf out) {
        RateState rates = rates(exchange);
        if (rates != null) {
            RateHeaders.write(out, exchange.protocol(), rates);
        }
        String origin = exchange.corsOrigin();
        if (origin != null) {
            ByteBufUtil.writeAscii(out, "access-control-allow-origin: ");
            ByteBufUtil.writeAscii(out, origin);
            ByteBufUtil.writeAscii(out, "\r\naccess-control-expose-headers: *\r\nvary: origin\r\n");
        }
    }

    private static @Nullable RateState rates(Exchange exchange) {
        Entry asked = exchange.entry();
        return asked == null ? null : asked.rates();
    }
}
