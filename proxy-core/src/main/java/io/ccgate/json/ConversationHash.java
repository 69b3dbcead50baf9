package io.ccgate.json;

import org.jspecify.annotations.Nullable;

/** The digest of a conversation's beginning: its system text and its turns up to the first of the user. */
final class ConversationHash {
    private static final int LIMIT = 64 * 1024;
    /** Hashed behind every string, so that "ab", "c" and "a", "bc" differ. */
    private static final byte[] QUOTE = {'"'};

    private @Nullable TextHash system;
    private @Nullable TextHash turns;
    /** Takes the token that runs; null when it does not count. */
    private @Nullable TextHash current;

    void beginSystem() {
        if (system == null) {
            system = new TextHash(LIMIT);
        }
        current = system;
    }

    void beginTurns() {
        if (turns == null) {
            turns = new TextHash(LIMIT);
        }
        current = turns;
    }

    void ignore() {
        current = null;
    }

    void add(byte[] bytes, int from, int to) {
        if (current != null) {
            current.update(bytes, from, to);
        }
    }

    void endString() {
        add(QUOTE, 0, 1);
        current = null;
    }

    void endLiteral() {
        current = null;
    }

    @Nullable
    ConversationDigest digest() {
        if (system == null && turns == null) {
            return null;
        }
        long high = 0;
        long low = 0;
        if (system != null) {
            high = Long.rotateLeft(system.high(), 17);
            low = Long.rotateLeft(system.low(), 17);
        }
        if (turns != null) {
            high ^= turns.high();
            low ^= turns.low();
        }
        return new ConversationDigest(high, low);
    }
}
