package io.ccgate.balance;

import java.util.random.RandomGenerator;

/** Any order is as likely as any other. */
final class Shuffled implements Ordering {
    private final RandomGenerator random;

    Shuffled(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void arrange(Member[] members, int from, int to, boolean takesTurn) {
        for (int i = to - 1; i > from; i--) {
            int j = from + random.nextInt(i - from + 1);
            Member swapped = members[i];
            members[i] = members[j];
            members[j] = swapped;
        }
    }
}
