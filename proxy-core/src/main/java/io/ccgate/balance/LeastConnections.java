package io.ccgate.balance;

/**
 * Fewest running requests for its weight first, so that twice the weight carries twice the load; among equals (an idle
 * gateway, above all) by weighted turns, as nginx does it.
 */
final class LeastConnections implements Ordering {
    private final SmoothWeighted amongEquals;

    LeastConnections(SmoothWeighted amongEquals) {
        this.amongEquals = amongEquals;
    }

    @Override
    public void arrange(Member[] members, int from, int to, boolean takesTurn) {
        if (to - from < 2) {
            return;
        }
        amongEquals.arrange(members, from, to, takesTurn);
        boolean weighted = false;
        for (int i = from; i < to; i++) {
            weighted |= members[i].weight() > 0;
        }
        // Read once: other event loops change the counters while we sort.
        double[] load = new double[to - from];
        for (int i = from; i < to; i++) {
            int running = members[i].candidate().state().inFlight();
            double weight = members[i].weight();
            load[i - from] = !weighted ? running : weight > 0 ? running / weight : Double.POSITIVE_INFINITY;
        }
        Member.sort(members, load, from, to);
    }
}
