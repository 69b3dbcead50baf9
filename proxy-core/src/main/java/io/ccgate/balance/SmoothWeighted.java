package io.ccgate.balance;

/**
 * Weighted round robin as nginx does it: each turn everybody earns its weight, whoever holds most goes and pays what
 * all earned together. Weights 5, 1, 1 give a a b a c a a, not five a's in a row. Fallbacks follow by what they hold.
 *
 * <p>A weight of 0 earns no turn: such an upstream only helps out. If all weigh 0, all weigh the same.
 */
final class SmoothWeighted implements Ordering {
    private final double[] held;

    SmoothWeighted(int size) {
        held = new double[size];
    }

    @Override
    public void arrange(Member[] members, int from, int to, boolean takesTurn) {
        if (to - from < 2) {
            return;
        }
        double[] keys = new double[to - from];
        double total = 0;
        for (int i = from; i < to; i++) {
            total += members[i].weight();
        }
        boolean equal = total <= 0;
        // A handful of additions; a lock is cheaper here than making them atomic one by one.
        synchronized (held) {
            int best = -1;
            for (int i = from; i < to; i++) {
                double weight = equal ? 1 : members[i].weight();
                int index = members[i].index();
                double holds = held[index] + weight;
                if (takesTurn) {
                    held[index] = holds;
                }
                keys[i - from] = weight > 0 ? -holds : Double.POSITIVE_INFINITY;
                if (weight > 0 && (best < 0 || holds > -keys[best - from])) {
                    best = i;
                }
            }
            if (takesTurn) {
                held[members[best].index()] -= equal ? to - from : total;
            }
        }
        Member.sort(members, keys, from, to);
    }
}
