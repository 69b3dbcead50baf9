package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.balance.BalanceEvent.ProviderBlacklist;
import io.ccgate.balance.BalanceEvent.ProviderFailure;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTakeAnUpstreamOutTest {
    private final Scene scene = new Scene(Given.snapshot(
            Given.strategy(Strategy.AVAILABILITY_FIRST),
            Given.upstream("a").outAfter(3, Duration.ofMinutes(10)),
            Given.upstream("b")));

    private void fail(String id, int times) {
        for (int i = 0; i < times; i++) {
            scene.attempt(id, Outcome.failed(FailureClass.SERVER));
        }
    }

    @Test
    void threeInARowAndItIsOutForTenMinutes() {
        fail("a", 2);
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        fail("a", 1);
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        assertThat(scene.view("a").blacklistedUntil()).isEqualTo(Scene.START.plus(Duration.ofMinutes(10)));
        assertThat(scene.view("a").available()).isFalse();
        scene.pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        scene.pass(Duration.ofNanos(1));
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        assertThat(scene.events.stream().map(BalanceEvent::type))
                .containsExactly("provider_failure", "provider_failure", "provider_blacklist", "provider_failure");
        assertThat(scene.events)
                .contains(
                        new ProviderBlacklist("a", Scene.START, 3, Scene.START.plusSeconds(600)),
                        new ProviderFailure("a", Scene.START, FailureClass.SERVER, 3));
    }

    @Test
    void aSuccessEndsTheRow() {
        fail("a", 2);
        scene.attempt("a", Outcome.SERVED);
        fail("a", 2);
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        assertThat(scene.view("a").consecutiveFailures()).isEqualTo(2);
    }

    @Test
    void theClientsFaultAndItsLeavingNeverCount() {
        fail("a", 2);
        for (int i = 0; i < 10; i++) {
            scene.attempt("a", Outcome.CLIENT_FAULT);
            scene.attempt("a", Outcome.CANCELLED);
        }
        assertThat(scene.view("a").consecutiveFailures()).isEqualTo(2);
        fail("a", 1);
        assertThat(scene.order(Scene.request())).isEqualTo("b");
    }

    @Test
    void afterItsTimeOneTrialDecides() {
        fail("a", 3);
        scene.pass(Duration.ofMinutes(11));
        Lease trial = scene.begin("a");
        assertThat(scene.order(Scene.request())).as("one at a time").isEqualTo("b");
        trial.end(Outcome.failed(FailureClass.CONNECT));
        assertThat(scene.order(Scene.request())).as("out again at once").isEqualTo("b");
        scene.pass(Duration.ofMinutes(11));
        Lease second = scene.begin("a");
        second.answered(Scene.request());
        assertThat(scene.order(Scene.request())).as("back at the first content").isEqualTo("a b");
        second.end(Outcome.SERVED);
        fail("a", 2);
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
    }

    @Test
    void aTrialThatSaysNothingLetsTheNextOneTry() {
        fail("a", 3);
        scene.pass(Duration.ofMinutes(11));
        scene.begin("a").end(Outcome.CANCELLED);
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        scene.begin("a").end(Outcome.ofStatus(400, null));
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
    }

    @Test
    void whatBeganBeforeSaysNothingAboutNow() {
        Lease old = scene.begin("a");
        Lease older = scene.begin("a");
        scene.pass(Duration.ofSeconds(1));
        fail("a", 3);
        scene.pass(Duration.ofMinutes(5));
        old.end(Outcome.SERVED);
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        older.end(Outcome.failed(FailureClass.CUT));
        assertThat(scene.view("a").blacklistedUntil())
                .isEqualTo(Scene.START.plusSeconds(1).plus(Duration.ofMinutes(10)));
    }

    @Test
    void retryAfterProlongsTheBlacklistWhenLonger() {
        fail("a", 2);
        scene.attempt("a", new Outcome.Failed(FailureClass.OVERLOADED, Duration.ofHours(2)));
        assertThat(scene.view("a").blacklistedUntil()).isEqualTo(Scene.START.plus(Duration.ofHours(2)));
    }

    @Test
    void aRefusedKeyRestsAtOnceAndCounts() {
        scene.attempt("a", Outcome.ofStatus(401, null));
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        assertThat(scene.view("a").coolingUntil()).isEqualTo(Scene.START.plusSeconds(30));
        assertThat(scene.view("a").blacklistedUntil()).isNull();
        for (int i = 0; i < 2; i++) {
            scene.pass(Duration.ofSeconds(31));
            scene.attempt("a", Outcome.ofStatus(403, null));
        }
        assertThat(scene.view("a").blacklistedUntil()).isNotNull();
    }

    @Test
    void aRateLimitRestsOnlyThatModel() {
        Selection opus = Scene.request("opus", null);
        Selection haiku = Scene.request("haiku", null);
        scene.balancer
                .begin(scene.candidate("a", opus))
                .orElseThrow()
                .end(Outcome.ofStatus(429, Duration.ofMinutes(45)));
        assertThat(scene.order(opus)).isEqualTo("b");
        assertThat(scene.order(haiku)).isEqualTo("a b");
        assertThat(scene.view("a").coolingModels()).containsEntry("opus", Scene.START.plusSeconds(2700));
        assertThat(scene.view("a").consecutiveFailures()).isZero();
        scene.pass(Duration.ofMinutes(45));
        assertThat(scene.order(opus)).isEqualTo("a b");
    }

    @Test
    void aRateLimitWithoutATimeRestsHalfAMinute() {
        scene.attempt("a", Outcome.ofStatus(429, null));
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        scene.pass(Duration.ofSeconds(30));
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
    }

    @Test
    void theOperatorCanPutItBack() {
        fail("a", 3);
        assertThat(scene.balancer.resetFailures("a")).isTrue();
        assertThat(scene.order(Scene.request())).as("a blacklist stays").isEqualTo("b");
        assertThat(scene.balancer.unblacklist("a")).isTrue();
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        scene.attempt("a", Outcome.ofStatus(429, Duration.ofHours(1)));
        scene.balancer.unblacklist("a");
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        assertThat(scene.balancer.unblacklist("nobody")).isFalse();
        assertThat(List.of(scene.balancer.resetFailures("nobody"))).containsExactly(false);
    }
}
