package io.ccgate.observe;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Timeline;
import io.ccgate.usage.TokenUsage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finished requests for the tests of this package. */
final class Exchanges {
    private Exchanges() {}

    static ExchangeSummary served(String path) {
        return exchange(path, "claude-sonnet-4-5", null, 200, List.of(attempt("main", 200, null)));
    }

    static ExchangeSummary exchange(
            String path, String model, @Nullable String error, int status, List<AttemptRecord> attempts) {
        return new ExchangeSummary(
                new ConfigSnapshot(1, "abc", Instant.EPOCH, noConfig(), List.of()),
                "req_01",
                Instant.parse("2026-01-31T12:00:00.005Z"),
                "POST",
                path,
                "acme",
                Protocol.ANTHROPIC,
                Agent.CLAUDE_CODE,
                null,
                null,
                null,
                model,
                model,
                null,
                true,
                true,
                new TokenUsage(12, 34, 5, 6, 7, 0, 0),
                null,
                status,
                error,
                812,
                95,
                20_480,
                4_096,
                "claude-cli/2.1.330",
                "192.0.2.7",
                attempts,
                Timeline.NONE);
    }

    static AttemptRecord attempt(String upstream, int status, @Nullable String error) {
        return new AttemptRecord(upstream, "claude-sonnet-4-5", status, error, 17);
    }

    /** The access log never looks into the configuration. */
    @SuppressWarnings("NullAway")
    private static Config noConfig() {
        return new Config(null, List.of(), null, List.of(), null, null, null);
    }
}
