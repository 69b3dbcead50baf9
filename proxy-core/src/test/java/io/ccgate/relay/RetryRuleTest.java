package io.ccgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.balance.Balancer;
import io.ccgate.balance.Candidate;
import io.ccgate.balance.Choice;
import io.ccgate.balance.FailureClass;
import io.ccgate.balance.Given;
import io.ccgate.balance.Outcome;
import io.ccgate.balance.Selection;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.LoadBalancerConfig.Retry;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When upstreams are asked again, and after how long a pause; with a clock of the test's own. */
class RetryRuleTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Outcome BUSY = Outcome.failed(FailureClass.OVERLOADED);

    private final RandomGenerator random = new SplittableRandom(1);
    private final List<Candidate> two = candidates("a", "b");

    private static List<Candidate> candidates(String... ids) {
        ConfigSnapshot snapshot = Given.snapshot(
                Given.strategy(Strategy.AVAILABILITY_FIRST),
                java.util.Arrays.stream(ids).map(Given::upstream).toArray(Given.Upstream[]::new));
        Balancer balancer = new Balancer(() -> 0, InstantSource.system(), new SplittableRandom(1));
        balancer.apply(snapshot);
        Choice choice = balancer.choose(
                snapshot,
                new Selection(Given.tenant("t"), Protocol.ANTHROPIC, Agent.OTHER, "m", null),
                upstream -> true);
        return ((Choice.Candidates) choice).inOrder();
    }

    private RetryRule rule(int attempts, String delay, String budget) {
        return new RetryRule(new Retry(attempts, Duration.parse(budget), Duration.parse(delay)), two, 0, random);
    }

    /** Asks everyone who is left; each fails at the given time. */
    private static void allFail(RetryRule rule, Outcome outcome, long now) {
        for (Candidate next = rule.next(); next != null; next = rule.next()) {
            rule.began();
            rule.failed(next, outcome, now);
        }
    }

    @Test
    void aPauseIsAsLongAsConfiguredAndUpToHalfAsLongAgain() {
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 1000; i++) {
            RetryRule rule = rule(9, "PT1S", "PT60S");
            allFail(rule, BUSY, 0);
            long pause = rule.pause(0);
            shortest = Math.min(shortest, pause);
            longest = Math.max(longest, pause);
        }
        assertThat(shortest).isBetween(SECOND, SECOND + SECOND / 10);
        assertThat(longest).isBetween(SECOND + SECOND * 4 / 10, SECOND + SECOND / 2);
    }

    @Test
    void noPauseEndsBeyondTheBudget() {
        for (int i = 0; i < 1000; i++) {
            RetryRule rule = rule(9, "PT1S", "PT10S");
            allFail(rule, BUSY, 8 * SECOND + SECOND * 9 / 10);
            assertThat(rule.pause(8 * SECOND + SECOND * 9 / 10)).isBetween(SECOND, SECOND * 11 / 10);
        }
        RetryRule late = rule(9, "PT1S", "PT10S");
        allFail(late, BUSY, 9 * SECOND);
        assertThat(late.pause(9 * SECOND)).isNegative();
    }

    @Test
    void roundsFollowEachOtherUntilTheAttemptsAreUsedUp() {
        RetryRule rule = rule(5, "PT1S", "PT60S");
        allFail(rule, BUSY, 0);
        assertThat(rule.pause(0)).isPositive();
        assertThat(rule.hasNext()).isTrue();
        allFail(rule, BUSY, SECOND);
        assertThat(rule.pause(SECOND)).isPositive();
        assertThat(rule.mayFollow(SECOND)).isTrue();
        Candidate fifth = rule.next();
        rule.began();
        rule.failed(java.util.Objects.requireNonNull(fifth), BUSY, 2 * SECOND);
        assertThat(rule.mayFollow(2 * SECOND)).isFalse();
        assertThat(rule.pause(2 * SECOND)).isNegative();
    }

    @ParameterizedTest
    @EnumSource(FailureClass.class)
    void onlyWhatMayPassIsAskedAgain(FailureClass failure) {
        RetryRule rule = rule(9, "PT1S", "PT60S");
        allFail(rule, Outcome.failed(failure), 0);
        boolean passes = failure != FailureClass.CREDENTIAL && failure != FailureClass.TIMEOUT;
        assertThat(rule.pause(0) >= 0).isEqualTo(passes);
    }

    @Test
    void whoWantsToBeLeftAloneForLongerIsLeftOut() {
        RetryRule rule = rule(9, "PT2S", "PT60S");
        Candidate first = java.util.Objects.requireNonNull(rule.next());
        Candidate second = java.util.Objects.requireNonNull(rule.next());
        rule.began();
        rule.failed(first, new Outcome.Failed(FailureClass.RATE_LIMITED, Duration.ofSeconds(30)), 0);
        rule.began();
        rule.failed(second, new Outcome.Failed(FailureClass.RATE_LIMITED, Duration.ofSeconds(1)), 0);
        assertThat(rule.pause(0)).isPositive();
        assertThat(rule.next()).isEqualTo(second);
        assertThat(rule.next()).isNull();
    }

    @Test
    void withoutADelayNobodyIsAskedTwice() {
        RetryRule rule = rule(9, "PT0S", "PT60S");
        allFail(rule, BUSY, 0);
        assertThat(rule.mayFollow(0)).isFalse();
        assertThat(rule.pause(0)).isNegative();
    }
}
