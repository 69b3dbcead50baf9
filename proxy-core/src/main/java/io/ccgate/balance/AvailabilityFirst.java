package io.ccgate.balance;

/** The file's order: the first upstream that is in service gets everything. */
final class AvailabilityFirst implements Ordering {
    @Override
    public void arrange(Member[] members, int from, int to, boolean takesTurn) {
        // They come in the file's order.
    }
}
