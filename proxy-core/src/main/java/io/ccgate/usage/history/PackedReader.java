package io.ccgate.usage.history;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PackedWriter} wrote. The bytes have been checked before: they are whole. */
final class PackedReader {
    private final byte[] bytes;
    private final int[] nameStarts;
    private final int[] nameEnds;
    private final @Nullable String[] names;
    private int at;

    PackedReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
        int count = (int) number();
        nameStarts = new int[count];
        nameEnds = new int[count];
        names = new String[count];
        for (int i = 0; i < count; i++) {
            int length = (int) number();
            nameStarts[i] = at;
            at += length;
            nameEnds[i] = at;
        }
    }

    long number() {
        long value = bytes[at++];
        if (value < 0) {
            value &= 0x7F;
            int shift = 7;
            byte part;
            do {
                part = bytes[at++];
                value |= (long) (part & 0x7F) << shift;
                shift += 7;
            } while (part < 0);
        }
        return (value >>> 1) ^ -(value & 1);
    }

    /** Adds as many as there are; the rest, sums that a later version knows, is skipped. */
    void add(long[] into, int from, int wanted, long stored) {
        for (int i = 0; i < stored; i++) {
            long value = number();
            if (i < wanted) {
                into[from + i] += value;
            }
        }
    }

    String name() {
        int number = nameNumber();
        String known = names[number];
        if (known == null) {
            known = new String(
                    bytes, nameStarts[number], nameEnds[number] - nameStarts[number], StandardCharsets.UTF_8);
            names[number] = known;
        }
        return known;
    }

    /** The next name's number in the list of names. */
    int nameNumber() {
        return (int) number();
    }

    /** How many names there are. */
    int names() {
        return names.length;
    }

    int nameStart(int number) {
        return nameStarts[number];
    }

    int nameEnd(int number) {
        return nameEnds[number];
    }
}
