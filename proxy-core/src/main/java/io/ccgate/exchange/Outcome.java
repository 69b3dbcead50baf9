package io.ccgate.exchange;

import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended.
 *
 * @param status what the client was answered; 499 when it left before an answer began
 * @param errorType null for a good answer
 * @param upstream the upstream that served it or failed last; null when none was reached
 * @param upstreamModel what that upstream was asked for
 * @param estimatedBecause why {@code tokens} are an estimate; null when they are the upstream's own
 * @param answerBytes body bytes sent to the client
 */
public record Outcome(
        int status,
        @Nullable String errorType,
        @Nullable UpstreamConfig upstream,
        String upstreamModel,
        TokenUsage tokens,
        @Nullable String estimatedBecause,
        long answerBytes) {
    /** Status of a request whose client left; known from nginx, never sent. */
    public static final int CLIENT_GONE = 499;

    /** An answer the gateway made itself. */
    public static Outcome local(int status, @Nullable String errorType, long answerBytes) {
        return new Outcome(status, errorType, null, "", TokenUsage.NONE, null, answerBytes);
    }
}
