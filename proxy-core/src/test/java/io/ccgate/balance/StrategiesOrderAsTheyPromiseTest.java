package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategiesOrderAsTheyPromiseTest {

    private static Scene scene(Strategy strategy, Given.Upstream... upstreams) {
        return new Scene(Given.snapshot(Given.strategy(strategy), upstreams));
    }

    private static Scene weighing(Strategy strategy, double a, double b, double c) {
        return scene(
                strategy,
                Given.upstream("a").weight(a),
                Given.upstream("b").weight(b),
                Given.upstream("c").weight(c));
    }

    private static List<String> firsts(Scene scene, int requests) {
        List<String> firsts = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            firsts.add(scene.first(Scene.request()));
        }
        return firsts;
    }

    private static Map<String, Integer> counts(Scene scene, int requests) {
        Map<String, Integer> counts = new HashMap<>();
        firsts(scene, requests).forEach(id -> counts.merge(id, 1, Integer::sum));
        return counts;
    }

    @ParameterizedTest
    @EnumSource
    void everyUpstreamIsACandidateExactlyOnce(Strategy strategy) {
        Scene scene = weighing(strategy, 5, 0, 1);
        for (int i = 0; i < 50; i++) {
            assertThat(scene.order(Scene.request()).split(" ")).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void availabilityFirstKeepsTheFilesOrder() {
        Scene scene = weighing(Strategy.AVAILABILITY_FIRST, 1, 500, 3);
        assertThat(scene.order(Scene.request())).isEqualTo("a b c");
        assertThat(scene.order(Scene.request())).isEqualTo("a b c");
    }

    @Test
    void roundRobinGoesInACircle() {
        Scene scene = weighing(Strategy.ROUND_ROBIN, 1, 9, 1);
        assertThat(scene.order(Scene.request())).isEqualTo("a b c");
        assertThat(scene.order(Scene.request())).isEqualTo("b c a");
        assertThat(scene.order(Scene.request())).isEqualTo("c a b");
        assertThat(scene.order(Scene.request())).isEqualTo("a b c");
    }

    @Test
    void weightedRoundRobinIsAsSmoothAsNginx() {
        assertThat(firsts(weighing(Strategy.WEIGHTED_ROUND_ROBIN, 5, 1, 1), 14))
                .containsExactly("a", "a", "b", "a", "c", "a", "a", "a", "a", "b", "a", "c", "a", "a");
        assertThat(firsts(weighing(Strategy.WEIGHTED_ROUND_ROBIN, 3, 2, 1), 6))
                .containsExactly("a", "b", "a", "c", "b", "a");
    }

    @Test
    void aWeightOfZeroOnlyHelpsOut() {
        for (Strategy strategy :
                List.of(Strategy.WEIGHTED_ROUND_ROBIN, Strategy.WEIGHTED_RANDOM, Strategy.LEAST_CONNECTIONS)) {
            Scene scene = weighing(strategy, 0, 1, 1);
            for (int i = 0; i < 20; i++) {
                assertThat(scene.order(Scene.request())).as(strategy.name()).endsWith("a");
            }
        }
    }

    @Test
    void allWeightsZeroMeansAllTheSame() {
        assertThat(counts(weighing(Strategy.WEIGHTED_ROUND_ROBIN, 0, 0, 0), 9)).containsEntry("b", 3);
        assertThat(counts(weighing(Strategy.WEIGHTED_RANDOM, 0, 0, 0), 300)).containsKeys("a", "b", "c");
        assertThat(counts(weighing(Strategy.LEAST_CONNECTIONS, 0, 0, 0), 9)).containsEntry("c", 3);
    }

    @Test
    void randomIsEven() {
        Map<String, Integer> counts = counts(weighing(Strategy.RANDOM, 1, 100, 1), 30_000);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isCloseTo(10_000, within(500)));
    }

    @Test
    void weightedRandomFollowsTheWeightsInFirstAndSecondPlace() {
        Scene scene = weighing(Strategy.WEIGHTED_RANDOM, 6, 3, 1);
        Map<String, Integer> first = new HashMap<>();
        Map<String, Integer> afterA = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            String[] order = scene.order(Scene.request()).split(" ");
            first.merge(order[0], 1, Integer::sum);
            if (order[0].equals("a")) {
                afterA.merge(order[1], 1, Integer::sum);
            }
        }
        assertThat(first.get("a")).isCloseTo(18_000, within(600));
        assertThat(first.get("b")).isCloseTo(9_000, within(600));
        assertThat(afterA.get("b")).isCloseTo(13_500, within(600));
    }

    @Test
    void leastConnectionsFillsInProportionToTheWeights() {
        Scene scene = weighing(Strategy.LEAST_CONNECTIONS, 2, 1, 1);
        for (int i = 0; i < 40; i++) {
            scene.begin(scene.first(Scene.request()));
        }
        assertThat(scene.view("a").inFlight()).isEqualTo(20);
        assertThat(scene.view("b").inFlight()).isEqualTo(10);
        assertThat(scene.view("c").inFlight()).isEqualTo(10);
    }

    @Test
    void leastConnectionsSpreadsAnIdleGatewaysRequests() {
        assertThat(counts(weighing(Strategy.LEAST_CONNECTIONS, 1, 1, 1), 9)).containsEntry("a", 3);
    }

    @Test
    void theTurnOfAnUpstreamThatIsOutGoesToTheOthersEvenly() {
        Scene scene = weighing(Strategy.WEIGHTED_ROUND_ROBIN, 1, 1, 1);
        for (int i = 0; i < 3; i++) {
            scene.attempt("b", Outcome.failed(FailureClass.CONNECT));
        }
        assertThat(counts(scene, 10)).containsEntry("a", 5).containsEntry("c", 5);
    }
}
