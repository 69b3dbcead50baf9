package io.ccgate.bench;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.Timeline;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.price.Cost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes past usage as a gateway would have: {@code DATA DAYS REQUESTS_A_DAY TENANTS [SEED]}, up to yesterday. Through the gateway's own
 * journal, so the files are its files.
 */
public final class UsageGenerator {
    private static final List<String> MODELS =
            List.of("claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5", "gpt-5.2-codex", "gemini-3-pro");
    private static final List<Agent> AGENTS = List.of(Agent.CLAUDE_CODE, Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI);
    /** Records that wait for the disk at a time; the journal takes 65,536. */
    private static final int IN_FLIGHT = 32_768;

    private static final int REQUESTS_A_SESSION = 40;
    private static final int MILLIS_A_DAY = 86_400_000;

    private final Journal journal;
    private final ConfigSnapshot snapshot = Fixtures.claude();
    private final List<UpstreamConfig> upstreams = new ArrayList<>();
    private final Random random;
    private long written;

    private UsageGenerator(Path data, long seed) {
        journal = new Journal(
                new UsageFiles(data.resolve("usage")),
                new UsageConfig(UsageConfig.Fsync.NEVER, Duration.ofSeconds(1), 0),
                List.of());
        random = new Random(seed);
        for (String id : List.of("anthropic-main", "anthropic-backup", "relay-eu")) {
            upstreams.add(Fixtures.upstream(id, "1"));
        }
    }

    @SuppressWarnings("SystemOut") // Somebody watches.
    public static void main(String[] args) throws Exception {
        int days = Integer.parseInt(args[1]);
        int requests = Integer.parseInt(args[2]);
        int tenants = Integer.parseInt(args[3]);
        UsageGenerator generator = new UsageGenerator(Path.of(args[0]), args.length > 4 ? Long.parseLong(args[4]) : 1);
        generator.journal.start();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int back = days; back >= 1; back--) {
            generator.day(today.minusDays(back), requests, tenants);
            if (back % 30 == 1) {
                System.out.println(today.minusDays(back) + ": " + generator.written + " records");
            }
        }
        generator.journal.flush().get();
        if (!generator.journal.close(Duration.ofMinutes(5))) {
            throw new IllegalStateException("not everything could be written");
        }
    }

    private void day(LocalDate day, int requests, int tenants) throws Exception {
        long midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        for (int i = 0; i < requests; i++) {
            Instant at = Instant.ofEpochMilli(midnight + (long) i * MILLIS_A_DAY / requests);
            int session = random.nextInt(1 + requests / REQUESTS_A_SESSION);
            String tenant = "team-" + session % tenants;
            journal.append(request(at, tenant, session, day + "-" + i), cost(), tenant, "2026-11-01");
            if (++written % IN_FLIGHT == 0) {
                journal.flush().get();
            }
        }
    }

    private Cost cost() {
        long input = random.nextInt(30_000) * 3_000_000L;
        return new Cost(input, random.nextInt(3000) * 15_000_000L, input / 7, input / 3, 0);
    }

    private ExchangeSummary request(Instant at, String tenant, int session, String id) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        UpstreamConfig upstream = upstreams.get(random.nextInt(upstreams.size()));
        String sessionId = "5f0c1d2e-" + at.toEpochMilli() / MILLIS_A_DAY + "-" + session;
        return new ExchangeSummary(
                snapshot,
                "req_" + id,
                at,
                "POST",
                "/v1/messages",
                tenant,
                Protocol.ANTHROPIC,
                AGENTS.get(session % AGENTS.size()),
                sessionId,
                random.nextInt(5) == 0 ? "a1b2c3d4e5f6a7b8c" : null,
                null,
                model,
                model,
                upstream,
                true,
                true,
                new TokenUsage(
                        random.nextInt(3000),
                        random.nextInt(2000),
                        random.nextInt(5000),
                        0,
                        random.nextInt(90_000),
                        0,
                        0),
                null,
                random.nextInt(50) == 0 ? 529 : 200,
                null,
                500 + random.nextInt(20_000),
                300 + random.nextInt(2000),
                40_000,
                8_000,
                "claude-cli/2.1.0 (external, cli)",
                "10.0.0." + random.nextInt(200),
                List.of(new AttemptRecord(upstream.id(), model, 200, null, 480)),
                Timeline.NONE);
    }
}
