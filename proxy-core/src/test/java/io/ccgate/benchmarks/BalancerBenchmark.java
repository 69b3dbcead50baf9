package io.ccgate.benchmarks;

import io.ccgate.balance.Balancer;
import io.ccgate.balance.Candidate;
import io.ccgate.balance.Choice.Candidates;
import io.ccgate.balance.Given;
import io.ccgate.balance.Lease;
import io.ccgate.balance.Outcome;
import io.ccgate.balance.Selection;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the balancer costs a request: choosing, taking a place, giving it back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class BalancerBenchmark {
    @Param({"2", "20"})
    public int upstreams;

    @Param({"WEIGHTED_ROUND_ROBIN", "LEAST_CONNECTIONS", "AVAILABILITY_FIRST"})
    public Strategy strategy;

    private final Balancer balancer = new Balancer(
            System::nanoTime,
            InstantSource.system(),
            () -> ThreadLocalRandom.current().nextLong());
    private final Selection stranger =
            new Selection(Given.tenant("t"), Protocol.ANTHROPIC, Agent.CLAUDE_CODE, "claude-opus-4-7", null);
    private final Selection session =
            new Selection(Given.tenant("t"), Protocol.ANTHROPIC, Agent.CLAUDE_CODE, "claude-opus-4-7", "session");
    private ConfigSnapshot snapshot = Given.snapshot(Given.strategy(Strategy.RANDOM));

    @Setup
    public void configure() {
        Given.Upstream[] all = new Given.Upstream[upstreams];
        for (int i = 0; i < upstreams; i++) {
            all[i] = Given.upstream("u" + i)
                    .weight(1 + i % 5)
                    .allows("claude-*", "gpt-*")
                    .blocks("*-preview");
        }
        snapshot = Given.snapshot(Given.strategy(strategy), all);
        balancer.apply(snapshot);
    }

    @Benchmark
    public Object choose() {
        return balancer.choose(snapshot, stranger, upstream -> true);
    }

    @Benchmark
    public void wholeAttemptOfASession() {
        Candidate candidate = ((Candidates) balancer.choose(snapshot, session, upstream -> true))
                .inOrder()
                .get(0);
        Lease lease = balancer.begin(candidate).orElseThrow();
        lease.answered(session);
        lease.end(Outcome.SERVED);
    }
}
