package io.ccgate.balance;

import java.util.random.RandomGenerator;

/**
 * Drawn by lot, where each upstream holds as many lots as it weighs; fallbacks are drawn from the rest the same way. A
 * weight of 0 holds no lot and comes last; if all weigh 0, all weigh the same.
 */
final class WeightedShuffle implements Ordering {
    private final RandomGenerator random;
    private final Shuffled unweighted;

    WeightedShuffle(RandomGenerator random) {
        this.random = random;
        this.unweighted = new Shuffled(random);
    }

    @Override
    public void arrange(Member[] members, int from, int to, boolean takesTurn) {
        double total = 0;
        for (int i = from; i < to; i++) {
            total += members[i].weight();
        }
        int next = from;
        while (next < to - 1 && total > 0) {
            int drawn = draw(members, next, to, random.nextDouble() * total);
            if (drawn < 0) {
                break;
            }
            Member winner = members[drawn];
            total -= winner.weight();
            System.arraycopy(members, next, members, next + 1, drawn - next);
            members[next++] = winner;
        }
        if (next == from) {
            unweighted.arrange(members, from, to, takesTurn);
        }
    }

    /** The last one with a lot also takes what rounding leaves over; -1 when nobody holds one. */
    private static int draw(Member[] members, int from, int to, double lot) {
        double left = lot;
        int last = -1;
        for (int i = from; i < to; i++) {
            double weight = members[i].weight();
            if (weight > 0) {
                last = i;
                left -= weight;
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
