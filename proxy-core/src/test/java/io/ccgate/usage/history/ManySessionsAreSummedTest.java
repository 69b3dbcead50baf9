package io.ccgate.usage.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Measure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManySessionsAreSummedTest {
    private static final int SESSIONS = 20_000;

    private final SessionSums sums = new SessionSums();
    private final Map<String, Long> costs = new HashMap<>();

    @Test
    void asAMapWould() {
        fill();
        assertThat(sums.size()).isEqualTo(costs.size());
        for (int place = 0; place < sums.size(); place++) {
            assertThat(sums.usage(place).totalCost()).isEqualTo(costs.get(sums.name(place)));
        }
        assertThat(sums.total().totalCost())
                .isEqualTo(costs.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void theDearestComeFirst() {
        fill();
        List<String> dearest = costs.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(100)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(names(Optional.of(Measure.COST), 100)).isEqualTo(dearest);
        assertThat(names(Optional.of(Measure.COST), 0)).isEmpty();
        assertThat(names(Optional.empty(), Long.MAX_VALUE))
                .isEqualTo(costs.keySet().stream().sorted().toList());
    }

    @Test
    void beyondTheirRoomTheyAreCountedTogether() {
        SessionSums few = new SessionSums(2);
        for (String session : List.of("a", "b", "c", "d", "a", "")) {
            few.add(session, usage(1));
        }
        assertThat(few.size()).isEqualTo(3);
        assertThat(few.name(2)).isEqualTo(Sessions.REST);
        assertThat(few.usage(0).totalCost()).isEqualTo(2);
        assertThat(few.usage(2).totalCost()).isEqualTo(3);
    }

    private List<String> names(Optional<Measure> measure, long count) {
        return sums.first(measure, count).stream().map(sums::name).toList();
    }

    private void fill() {
        Random random = new Random(7);
        for (int i = 0; i < 3 * SESSIONS; i++) {
            String session = "sitzung-ä-" + random.nextInt(SESSIONS);
            long cost = random.nextInt(1000);
            sums.add(session, usage(cost));
            costs.merge(session, cost, Long::sum);
        }
    }

    private static Aggregate usage(long cost) {
        long[] numbers = new Aggregate().numbers();
        numbers[11] = cost;
        return Aggregate.of(numbers);
    }
}
