package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.balance.Choice.Candidates;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyEventLoopsKeepTheCountsExactTest {
    private static final int LOOPS = 8;
    private static final int REQUESTS = 7_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(LOOPS);
    private final Balancer balancer = new Balancer(
            System::nanoTime,
            InstantSource.system(),
            () -> ThreadLocalRandom.current().nextLong());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void onEveryLoop(Callable<?> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(LOOPS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            running.add(threads.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        for (Future<?> future : running) {
            future.get();
        }
    }

    private Candidate first(ConfigSnapshot snapshot) {
        return ((Candidates) balancer.choose(snapshot, Scene.request(), upstream -> true))
                .inOrder()
                .get(0);
    }

    @Test
    void weightedTurnsAreExactOverAllLoops() throws Exception {
        ConfigSnapshot snapshot = Given.snapshot(
                Given.strategy(Strategy.WEIGHTED_ROUND_ROBIN),
                Given.upstream("a").weight(5),
                Given.upstream("b").weight(1),
                Given.upstream("c").weight(1));
        balancer.apply(snapshot);
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        onEveryLoop(() -> {
            for (int i = 0; i < REQUESTS; i++) {
                String id = first(snapshot).upstream().id();
                counts.merge(id, 1, Integer::sum);
            }
            return null;
        });
        int turn = LOOPS * REQUESTS / 7;
        assertThat(counts).isEqualTo(Map.of("a", 5 * turn, "b", turn, "c", turn));
    }

    @Test
    void theLimitHoldsAndEveryPlaceIsGivenBack() throws Exception {
        ConfigSnapshot snapshot = Given.snapshot(
                Given.strategy(Strategy.LEAST_CONNECTIONS), Given.upstream("a").maxConcurrent(3));
        balancer.apply(snapshot);
        Candidate candidate = first(snapshot);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        onEveryLoop(() -> {
            for (int i = 0; i < REQUESTS; i++) {
                Optional<Lease> lease = balancer.begin(candidate);
                if (lease.isPresent()) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    lease.get().end(Outcome.SERVED);
                    lease.get().end(Outcome.CANCELLED);
                }
            }
            return null;
        });
        assertThat(most.get()).isBetween(1, 3);
        assertThat(candidate.state().inFlight()).isZero();
    }

    @Test
    void noFailureIsLost() throws Exception {
        ConfigSnapshot snapshot = Given.snapshot(
                Given.strategy(Strategy.ROUND_ROBIN),
                Given.upstream("a").outAfter(Integer.MAX_VALUE, Duration.ofMinutes(1)));
        balancer.apply(snapshot);
        Candidate candidate = first(snapshot);
        onEveryLoop(() -> {
            for (int i = 0; i < REQUESTS; i++) {
                balancer.begin(candidate).orElseThrow().end(Outcome.failed(FailureClass.SERVER));
            }
            return null;
        });
        assertThat(candidate.state().consecutiveFailures()).isEqualTo(LOOPS * REQUESTS);
    }
}
