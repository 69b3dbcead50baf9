package io.ccgate.balance;

/**
 * One upstream as part of a pool.
 *
 * @param index place in the file, from 0
 * @param rank who has a lower one is tried first, whatever the strategy says; the strategy orders those of the same rank
 */
record Member(Candidate candidate, int index, int rank) {

    /**
     * Among upstreams that have the model, weights and the file's order rule, translated or not; but of one provider's two
     * endpoints a client gets the one of its own protocol. Where it is unknown who has the model, the client's own protocol is the
     * better bet.
     *
     * @param twin whether the same provider, the host and port, has the model in the client's own protocol too
     */
    static int rank(Fit fit, boolean nativeProtocol, boolean twin) {
        return switch (fit) {
            case OWN -> nativeProtocol || !twin ? 0 : 1;
            case POSSIBLE -> nativeProtocol ? 2 : 3;
            case GUESS -> nativeProtocol ? 4 : 5;
        };
    }

    double weight() {
        return candidate.upstream().weight();
    }

    /** Stable insertion sort of {@code members[from, to)} by ascending key; keys move along. Pools are small. */
    static void sort(Member[] members, double[] keys, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            Member member = members[i];
            double key = keys[i - from];
            int j = i - 1;
            while (j >= from && keys[j - from] > key) {
                members[j + 1] = members[j];
                keys[j + 1 - from] = keys[j - from];
                j--;
            }
            members[j + 1] = member;
            keys[j + 1 - from] = key;
        }
    }
}
