package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the meter for an answer. */
public final class Meters {
    private Meters() {}

    /**
     * A meter for the body of one answer.
     *
     * @param protocol what the upstream speaks
     * @param eventStream whether the body is {@code text/event-stream}; else it is taken for JSON
     * @param contentEncoding the answer's {@code Content-Encoding}; gzip and deflate are inflated on the side, the
     *     usage of others stays unknown
     */
    public static Meter create(Protocol protocol, boolean eventStream, @Nullable String contentEncoding) {
        Meter plain = eventStream ? new SseMeter(protocol) : new JsonMeter(protocol);
        if (contentEncoding == null || contentEncoding.isBlank()) {
            return plain;
        }
        return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> plain;
            case "gzip", "x-gzip" -> new InflatingMeter(plain, true);
            case "deflate" -> new InflatingMeter(plain, false);
            default -> new BlindMeter();
        };
    }
}
