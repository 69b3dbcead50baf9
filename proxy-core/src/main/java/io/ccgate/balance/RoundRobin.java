package io.ccgate.balance;

import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;

/** Each in its turn; whoever follows in the circle is the fallback. */
final class RoundRobin implements Ordering {
    private final AtomicInteger turns = new AtomicInteger();

    @Override
    public void arrange(Member[] members, int from, int to, boolean takesTurn) {
        if (to - from < 2) {
            return;
        }
        int turn = takesTurn ? turns.getAndIncrement() : turns.get();
        int first = Math.floorMod(turn, to - from);
        Collections.rotate(Arrays.asList(members).subList(from, to), -first);
    }
}
