package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.balance.BalanceEvent.ProviderSwitch;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsStayWhereTheirCacheIsTest {
    private static final Selection MAIN = Scene.request("opus", "s1");

    private final Scene scene = new Scene(Given.snapshot(
            Given.strategy(Strategy.ROUND_ROBIN), Given.upstream("a"), Given.upstream("b"), Given.upstream("c")));

    private void serve(String id, Selection selection) {
        Lease lease = scene.balancer.begin(scene.candidate(id, selection)).orElseThrow();
        lease.answered(selection);
        lease.end(Outcome.SERVED);
    }

    @Test
    void aSessionStays() {
        serve("b", MAIN);
        for (int i = 0; i < 6; i++) {
            assertThat(scene.first(MAIN)).isEqualTo("b");
        }
    }

    @Test
    void parallelFirstRequestsOfASessionGoTogether() {
        String first = scene.first(MAIN);
        assertThat(scene.first(MAIN)).isEqualTo(first);
        assertThat(scene.first(MAIN)).isEqualTo(first);
    }

    @Test
    void aSessionThatStaysTakesNobodysTurn() {
        serve("c", MAIN);
        String next = scene.first(Scene.request());
        scene.first(MAIN);
        scene.first(MAIN);
        String afterIt = scene.first(Scene.request());
        assertThat(next + afterIt).isIn("ab", "bc", "ca");
    }

    @Test
    void itIsAPreferenceAndMovesForGoodWhenAnotherServed() {
        serve("b", MAIN);
        for (int i = 0; i < 3; i++) {
            scene.attempt("b", Outcome.failed(FailureClass.CUT));
        }
        assertThat(scene.first(MAIN)).isNotEqualTo("b");
        serve("c", MAIN);
        scene.pass(Duration.ofMinutes(11));
        assertThat(scene.first(MAIN)).isEqualTo("c");
        assertThat(scene.events)
                .filteredOn(ProviderSwitch.class::isInstance)
                .last()
                .isEqualTo(new ProviderSwitch("c", Scene.START, "b"));
    }

    @Test
    void withoutASuccessElsewhereItComesBack() {
        serve("b", MAIN);
        scene.attempt("b", new Outcome.Failed(FailureClass.OVERLOADED, Duration.ofSeconds(20)));
        assertThat(scene.first(MAIN)).isNotEqualTo("b");
        scene.pass(Duration.ofSeconds(21));
        assertThat(scene.first(MAIN)).isEqualTo("b");
    }

    @Test
    void itIsForgottenAfterItsTimeWithoutUse() {
        scene.reload(
                Given.snapshot(Given.strategy(Strategy.AVAILABILITY_FIRST), Given.upstream("a"), Given.upstream("b")));
        serve("b", MAIN);
        scene.pass(Duration.ofMinutes(50));
        assertThat(scene.first(MAIN)).isEqualTo("b");
        scene.pass(Duration.ofMinutes(50));
        assertThat(scene.first(MAIN)).isEqualTo("b");
        scene.pass(Duration.ofMinutes(61));
        assertThat(scene.first(MAIN)).isEqualTo("a");
    }

    @Test
    void tenantsAndModelsHaveSessionsOfTheirOwn() {
        serve("b", MAIN);
        serve("c", Scene.request("haiku", "s1"));
        serve("a", Scene.request(Given.tenant("other"), "opus", "s1"));
        assertThat(scene.first(MAIN)).isEqualTo("b");
        assertThat(scene.first(Scene.request("haiku", "s1"))).isEqualTo("c");
        assertThat(scene.first(Scene.request(Given.tenant("other"), "opus", "s1")))
                .isEqualTo("a");
    }

    @Test
    void itSurvivesAReloadAndCanBeSwitchedOff() {
        serve("b", MAIN);
        scene.reload(
                Given.snapshot(Given.strategy(Strategy.AVAILABILITY_FIRST), Given.upstream("a"), Given.upstream("b")));
        assertThat(scene.first(MAIN)).isEqualTo("b");
        scene.reload(Given.snapshot(
                Given.balancing(Strategy.AVAILABILITY_FIRST, true, false), Given.upstream("a"), Given.upstream("b")));
        assertThat(scene.first(MAIN)).isEqualTo("a");
    }
}
