package io.ccgate.usage.price;

import java.util.List;

/**
 * What a request cost and which of its attempts cost it: one that failed after its upstream had begun to generate is
 * billed beside the one that served.
 *
 * @param total of all attempts
 * @param attempts of each attempt, in their order; fewer than there were attempts when the rest cost nothing
 * @param served index of the attempt whose upstream the record names; -1 when there is none
 */
public record Charge(Cost total, List<Cost> attempts, int served) {
    /** A request of one attempt. */
    public static Charge of(Cost cost) {
        return new Charge(cost, List.of(cost), 0);
    }

    /** What an attempt cost. */
    public Cost attempt(int index) {
        return index < attempts.size() ? attempts.get(index) : Cost.FREE;
    }
}
