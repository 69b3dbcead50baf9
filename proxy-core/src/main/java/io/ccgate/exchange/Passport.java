package io.ccgate.exchange;

import java.util.Arrays;

/** When each {@link Stamp} was last set, as nanoseconds of the monotonic clock. Confined to one event loop. */
@SuppressWarnings("EnumOrdinal") // the index of an array that lives no longer than a request
public final class Passport {
    private static final long NEVER = Long.MIN_VALUE;
    private static final int STAMPS = Stamp.values().length;

    private final long[] nanos = new long[STAMPS];

    public Passport() {
        Arrays.fill(nanos, NEVER);
    }

    public void set(Stamp stamp, long now) {
        nanos[stamp.ordinal()] = now;
    }

    public boolean has(Stamp stamp) {
        return nanos[stamp.ordinal()] != NEVER;
    }

    /** The raw value; only meaningful when {@link #has}. */
    public long at(Stamp stamp) {
        return nanos[stamp.ordinal()];
    }

    /** Microseconds between two stamps; -1 when one of them was never set or the second came before the first. */
    public long micros(Stamp from, Stamp to) {
        return has(from) && has(to) && at(to) >= at(from) ? (at(to) - at(from)) / 1_000 : -1;
    }

    /** Milliseconds between two stamps, or -1 when one of them was never set. */
    public long millis(Stamp from, Stamp to) {
        return has(from) && has(to) ? (at(to) - at(from)) / 1_000_000 : -1;
    }
}
