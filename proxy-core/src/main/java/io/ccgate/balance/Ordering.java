package io.ccgate.balance;

import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import java.util.random.RandomGenerator;

/**
 * A strategy: the order in which the available members of a pool are tried. One instance serves one set of upstreams
 * and is called from all event loops at once.
 */
sealed interface Ordering
        permits AvailabilityFirst, RoundRobin, SmoothWeighted, Shuffled, WeightedShuffle, LeastConnections {

    /**
     * Orders {@code members[from, to)} in place, best first; they come in the file's order.
     *
     * @param takesTurn false when something else, a session's own upstream, goes first: the order is then only a
     *     fallback, and must not use up anybody's turn
     */
    void arrange(Member[] members, int from, int to, boolean takesTurn);

    /** @param size one more than the highest {@link Member#index()} */
    static Ordering of(Strategy strategy, int size, RandomGenerator random) {
        return switch (strategy) {
            case AVAILABILITY_FIRST -> new AvailabilityFirst();
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED_ROUND_ROBIN -> new SmoothWeighted(size);
            case RANDOM -> new Shuffled(random);
            case WEIGHTED_RANDOM -> new WeightedShuffle(random);
            case LEAST_CONNECTIONS -> new LeastConnections(new SmoothWeighted(size));
        };
    }
}
