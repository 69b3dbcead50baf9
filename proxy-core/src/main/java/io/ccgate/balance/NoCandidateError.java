package io.ccgate.balance;

import io.ccgate.balance.Choice.NoCandidate;
import io.ccgate.error.GatewayError;
import io.ccgate.error.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns a missing candidate into an error the agents understand. What waiting cannot heal is a 4xx with
 * {@code x-should-retry: false}: agents repeat a 5xx for minutes.
 */
final class NoCandidateError {
    private NoCandidateError() {}

    static GatewayError of(NoCandidate none) {
        String code = "no_upstream_" + none.reason().name().toLowerCase(Locale.ROOT);
        return switch (none.reason()) {
            case NONE_ENABLED, NONE_FOR_PROTOCOL, NONE_FOR_MODEL ->
                lasting(GatewayError.Type.NOT_FOUND, 404, code, none.words());
            case NONE_FOR_TENANT, NONE_FOR_AGENT -> lasting(GatewayError.Type.PERMISSION, 403, code, none.words());
            case NONE_LEFT, ALL_BUSY, ALL_OUT ->
                new GatewayError(
                        GatewayError.Type.OVERLOADED,
                        GatewayError.Source.GATEWAY,
                        503,
                        GatewayError.Retry.NEVER,
                        code,
                        none.words(),
                        seconds(none.recoversIn()),
                        true);
        };
    }

    private static GatewayError lasting(GatewayError.Type type, int status, String code, Words words) {
        return new GatewayError(
                type,
                GatewayError.Source.GATEWAY,
                status,
                GatewayError.Retry.NEVER,
                code,
                words,
                OptionalLong.empty(),
                false);
    }

    private static OptionalLong seconds(@Nullable Duration wait) {
        return wait == null ? OptionalLong.empty() : OptionalLong.of(Math.max(1, (wait.toMillis() + 999) / 1000));
    }
}
