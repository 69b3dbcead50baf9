package io.ccgate.usage.history;

import java.nio.charset.StandardCharsets;

/** Reads what {@link PackedWriter} wrote. The bytes have been checked before: they are whole. */
final class PackedReader {
    private final byte[] bytes;
    private final String[] names;
    private int at;

    PackedReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
        this.names = new String[(int) number()];
        for (int i = 0; i < names.length; i++) {
            int length = (int) number();
            names[i] = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
        }
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes[at++];
            value |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    /** Fills as many as there are; the rest, sums that a later version knows, is skipped or 0. */
    void numbers(long[] into, long stored) {
        for (int i = 0; i < stored; i++) {
            long value = number();
            if (i < into.length) {
                into[i] = value;
            }
        }
    }

    String name() {
        return names[(int) number()];
    }
}
