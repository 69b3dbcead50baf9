package io.ccgate.balance;

/**
 * One upstream as part of a pool.
 *
 * @param index place in the file, from 0
 * @param nativeProtocol whether it speaks the client's own protocol, so that nothing has to be translated
 */
record Member(Candidate candidate, int index, boolean nativeProtocol) {
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
